"""Connecting again, elsewhere, disconnecting, moving subtrees: the tree and the run after each."""

from _model import case, clamp, h, raises, section, traced

secs = {name: section(name, 60 + 10 * i, 1 + 0.3 * i, 1 + i % 4, ["pas"]) for i, name in enumerate("abcdefg")}
a, b, c, d, e, f, g = (secs[name] for name in "abcdefg")
stimulus = clamp(a(0.5), 0.1, 2, 0.2)


def tree():
    parents = {name: str(sec.parentseg()) for name, sec in secs.items()}
    ends = traced({name: sec(1)._ref_v for name, sec in secs.items()}, tstop=2, count=12)
    return [parents, [str(sec) for sec in a.wholetree()], [str(sec) for sec in c.subtree()], ends]


def step(name, act):
    case(name, lambda: [act() and None, tree()])


step("apart", lambda: None)
step("chain", lambda: [y.connect(x(1)) for x, y in zip((a, b, c, d, e, f), (b, c, d, e, f, g))])
step("disconnect d", lambda: d.disconnect())
step("d to a", lambda: d.connect(a(0.5)))
step("e to a(0)", lambda: e.connect(a(0)))
step("g to c, reversed", lambda: g.connect(c(1), 1))
step("b to d", lambda: b.connect(d(0.2)))
step("h.disconnect", lambda: h.disconnect(sec=c))
step("c to its place", lambda: c.connect(b(1)))
step("connect by section", lambda: e.connect(d))
step("connect by section and numbers", lambda: e.connect(d, 0.5, 1))
step("nseg of a parent", lambda: setattr(d, "nseg", 7))
raises("parent beyond", lambda: e.connect(d(1.5)))
raises("parent x beyond", lambda: e.connect(d, 1.5, 0))
raises("child end", lambda: e.connect(d(1), 0.5))
case("after the refusals", lambda: [str(e.parentseg()), e.orientation()])
h.delete_section(sec=d)
del secs["d"]
step("d deleted", lambda: None)
