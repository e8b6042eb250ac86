"""Sections that come and go: dangling parents, point processes, recordings, NetCons; what is left and how it runs."""

from _model import case, clamp, h, raises, run, section, show, thin

a = section("a", 100, 2, 3, ["hh"])
b = section("b", 100, 2, 3, ["pas"])
c = section("c", 100, 2, 3, ["pas"])
b.connect(a(1))
c.connect(b(1))
stimulus = clamp(b(0.5), 0.1, 1, 0.3)
synapse = h.ExpSyn(c(0.5))
link = h.NetCon(a(0.5)._ref_v, synapse, -20, 0.5, 0.01, sec=a)
v = h.Vector().record(a(0.5)._ref_v)


def alive():
    return [
        [sec.name() for sec in h.allsec()],
        [sec.name() for sec in a.subtree()],
        [str(sec.parentseg()) for sec in h.allsec()],
    ]


case("all", lambda: [alive(), run(3), thin(v, 30)])
b = None
case("b without a name lives no more", lambda: [alive(), run(3), thin(v, 30)])
case("its clamp", lambda: [str(stimulus), stimulus.has_loc(), stimulus.get_segment()])
stimulus.loc(a(0.2))
case("its clamp elsewhere", lambda: [str(stimulus.get_segment()), run(3), thin(v, 30)])
kept = section("kept", 10, 10, 1, ["hh"])(0.5)
case(
    "a segment keeps its section",
    lambda: [kept.sec.name(), kept.v, "kept" in [sec.name() for sec in h.allsec()]],
)
link = synapse = None
h.delete_section(sec=c)
raises("deleted by name", lambda: c.L)
case("after deletion", lambda: [alive(), run(3), thin(v, 30)])
h("create hocsec[2]\nhocsec[0] { L = 33  insert pas }")
holder = h.hocsec[0]
case("hoc sections", lambda: [alive(), holder.L, holder.name()])
h("create hocsec[1]")
case("created again", lambda: [alive(), h.hocsec[0].L])
raises("the old one", lambda: holder.L)
many = [section("m%d" % i, 10, 1) for i in range(50)]
for parent, child in zip(many, many[1:]):
    child.connect(parent(1))
case("many", lambda: [len(list(h.allsec())), len(many[0].subtree())])
del many[10:20]
child = parent = None
case("a gap", lambda: [len(list(h.allsec())), len(many[0].subtree()), str(many[10].parentseg())])
del many[:]
show("in the end", [sec.name() for sec in h.allsec()])
