"""Children at 0, in the middle, at 1, by their 0 or 1 end: potentials at the ends, parents, resistances."""

from _model import case, clamp, h, section, shape, show, traced

CASES = [(px, cx, nseg) for px in (0, 0.3, 0.5, 1) for cx in (0, 1) for nseg in (1, 2, 3)]
for px, cx, nseg in CASES:
    parent = section("parent", 120, 3, nseg, ["pas"], g_pas=1e-4, e_pas=-65)
    child = section("child", 150, 1.5, 4, ["hh"])
    third = section("third", 80, 1, 3, ["pas"], g_pas=2e-4)
    child.connect(parent(px), cx)
    third.connect(child(0.6))
    stimulus = clamp(child(0.9), 0.2, 1, 0.5)
    name = "parent(%g) nseg %d, child(%d)" % (px, nseg, cx)
    case(name + " parents", lambda: [
        str(child.parentseg()), str(child.trueparentseg()), child.orientation(), h.parent_connection(sec=child),
        h.section_orientation(sec=child), [str(s) for s in parent.children()], str(third.parentseg()),
    ])  # fmt: skip
    case(name + " shapes", lambda: [shape(child)["segments"], shape(third)["segments"][:2]])
    refs = {"%s(%g)" % (s.name(), x): s(x)._ref_v for s in (parent, child, third) for x in (0, 0.5, 1)}
    case(name, lambda: traced(refs, tstop=3, count=20))
show("count", len(list(h.allsec())))
