"""Reading and writing through sections, segments, mechanisms, references, arrays; iteration."""

from _model import case, h, section

sec = section("sec", 100, 2, 5, ["hh", "extracellular"])
other = section("other", 50, 1, 1, ["pas"])
seg = sec(0.5)


def by_segment(name):
    return [getattr(one, name) for one in sec]


def acted(act, name="gnabar_hh"):
    act()
    return by_segment(name)


case("section sets all", lambda: acted(lambda: setattr(sec, "gnabar_hh", 0.2)))
case("segment sets one", lambda: acted(lambda: setattr(seg, "gnabar_hh", 0.3)))
case("mechanism sets one", lambda: acted(lambda: setattr(sec(0.3).hh, "gnabar", 0.4)))
case("reference sets one", lambda: acted(lambda: sec(0.9)._ref_gnabar_hh.__setitem__(0, 0.5)))
case("at 0", lambda: acted(lambda: setattr(sec(0), "gnabar_hh", 0.6)))
case("at 1", lambda: acted(lambda: setattr(sec(1), "gnabar_hh", 0.7)))
case("section reads the middle", lambda: [sec.gnabar_hh, sec.v, sec.diam, sec.cm, sec.ena])
case(
    "v at 0 and 1",
    lambda: acted(lambda: [setattr(sec(0), "v", -50), setattr(sec(1), "v", -40)], "v") + [sec(0).v, sec(1).v],
)
case("arrays", lambda: acted(lambda: seg.xg.__setitem__(1, 5)) and [list(one.xg) for one in sec])
case(
    "array of the section",
    lambda: acted(lambda: sec.xraxial.__setitem__(0, 7)) and [list(one.xraxial) for one in sec],
)
case(
    "positions",
    lambda: [[one.x for one in sec], [one.x for one in sec.allseg()], [one.x for one in other.allseg()]],
)
case("all mechanisms", lambda: [[m.name() for m in one] for one in (sec(0.1), sec(0), other(0.5))])
case("all variables", lambda: [[v.name(), v[0]] for m in sec(0.3) for v in m if m.name() in ("hh", "na_ion")])
case(
    "same place",
    lambda: [
        sec(0.41).gnabar_hh == seg.gnabar_hh,
        sec(0.41) == seg,
        sec(0.39) == seg,
        hash(sec(0.45)) == hash(seg),
    ],
)
h.finitialize()
case(
    "node_index",
    lambda: [[one.node_index() for one in sec.allseg()], [one.node_index() for one in other.allseg()]],
)
case("x is kept", lambda: [sec(0.41).x, str(sec(0.41)), sec(1 / 3.0).x])
case(
    "mechanism of a segment",
    lambda: [str(seg.hh.segment()), seg.hh.name(), seg.hh.is_ion(), seg.na_ion.is_ion()],
)
case("contains", lambda: [seg in sec, other(0.5) in sec, seg in list(sec)])
case(
    "has_membrane",
    lambda: [[s.has_membrane(n) for n in ("hh", "pas", "na_ion", "extracellular")] for s in (sec, other)],
)


def together():
    h.finitialize(-65)
    reference = seg._ref_v
    seg.v = -50
    first = [reference[0], sec.v]
    reference[0] = -55
    h.fadvance()
    return first + [seg.v == reference[0], sec.v == seg.v]


case("references and values", together)
case(
    "units",
    lambda: [h.units(name) for name in ("v", "diam", "gnabar_hh", "dt", "celsius", "IClamp.amp", "ExpSyn.g")],
)
