"""allsec, roots, children, wholetree, subtree, SectionList: who comes when."""

from _model import case, h, section

secs = {
    name: section(name, 50, 1, 3) for name in "root kid0 kid1 kid2 kid3 grand0 grand1 grand2 lone".split()
}
for name, parent, x in (
    ("kid2", "root", 1), ("kid0", "root", 0.5), ("kid3", "root", 0), ("kid1", "root", 0.5),
    ("grand1", "kid0", 1), ("grand0", "kid2", 0.2), ("grand2", "kid2", 0.9),
):  # fmt: skip
    secs[name].connect(secs[parent](x))


def names(sections):
    return [sec.name() for sec in sections]


def listed(*acts):
    found = h.SectionList()
    for act in acts:
        act(found)
    return names(found)


def everything():
    return {
        "allsec": names(h.allsec()),
        "children": {name: names(sec.children()) for name, sec in secs.items()},
        "wholetree": {name: names(sec.wholetree()) for name, sec in secs.items()},
        "subtree": {name: names(sec.subtree()) for name, sec in secs.items()},
        "roots": listed(lambda l: l.allroots()),
        "list wholetree": listed(lambda l: l.wholetree(sec=secs["kid2"])),
        "list subtree": listed(lambda l: l.subtree(sec=secs["kid2"])),
        "list children": listed(lambda l: l.children(sec=secs["root"])),
        "root": h.SectionRef(sec=secs["grand2"]).root.name(),
    }


case("first", everything)
secs["kid1"].connect(secs["kid2"](1))
case("kid1 moved", everything)
secs["kid1"].connect(secs["root"](0.5))
case("kid1 back", everything)
secs["new"] = section("new", 10, 1)
secs["new"].connect(secs["root"](0.5))
case("new", everything)
del secs["kid0"]
case(
    "kid0 gone", lambda: [names(h.allsec()), names(secs["root"].children()), str(secs["grand1"].parentseg())]
)
secs["root"].nseg = 1
case("nseg 1", lambda: names(secs["root"].children()))
case(
    "set operations",
    lambda: [
        listed(lambda l: [l.append(secs[n]) for n in ("lone", "kid2", "root", "lone")], lambda l: l.unique()),
        listed(
            lambda l: [l.append(secs[n]) for n in ("lone", "kid2", "root")], lambda l: l.remove(secs["kid2"])
        ),
        [secs["lone"] in h.SectionList([secs["lone"]]), secs["root"] in h.SectionList([secs["lone"]])],
    ],
)
