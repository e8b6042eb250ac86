"""Names of sections, segments, mechanisms and objects; lists of instances; what is found by name; cells."""

from _model import case, h, show


class Cell:
    def __init__(self, name):
        self.name = name
        self.soma = h.Section(name="soma", cell=self)
        self.dend = [h.Section(name="dend[%d]" % i, cell=self) for i in range(2)]

    def __repr__(self):
        return "Cell<%s>" % self.name


first, second = Cell("a"), Cell("b")
plain, same = h.Section(name="plain"), h.Section(name="plain")
unnamed = h.Section()
case("names", lambda: [sec.name() for sec in h.allsec() if sec != unnamed])
case(
    "str and repr",
    lambda: [[str(sec), repr(sec), sec.hname()] for sec in (first.soma, second.dend[1], plain)],
)
case("segments", lambda: [str(first.soma(0.5)), repr(second.dend[1](1 / 3.0)), str(plain(0)), str(plain(1))])
case("unnamed", lambda: unnamed.name().startswith("__nrnsec_0x") and str(unnamed) == unnamed.name())
case("cells", lambda: [repr(first.soma.cell()), plain.cell(), first.soma.cell() is first])
case(
    "internal",
    lambda: [
        plain.hoc_internal_name().startswith("__nrnsec_0x"),
        h.secname(sec=plain),
        h.secname(sec=first.soma),
    ],
)
case(
    "equal",
    lambda: [
        plain == same,
        plain == plain,
        plain(0.5) == plain(0.4),
        plain(0.5) == plain(0.5),
        len({plain, plain, same}),
    ],
)
objects = [h.IClamp(plain(0.5)), h.IClamp(plain(0.2)), h.ExpSyn(same(0.5)), h.NetStim(), h.NetCon(None, None)]
case("objects", lambda: [str(one) for one in objects] + [one.hname() for one in objects])
case(
    "instances",
    lambda: [h.List(name).count() for name in ("IClamp", "ExpSyn", "NetStim", "NetCon", "Vector")],
)
del objects[0]
objects.append(h.IClamp(plain(0.5)))
case("numbers go on", lambda: [str(one) for one in h.List("IClamp")])
case("mechanisms", lambda: [str(plain.insert("hh")(0.5).hh), repr(plain(0.5).hh), plain(0.5).hh.name()])
case("variables", lambda: [v.name() for v in plain(0.5).hh])
case("range variables", lambda: [str(v) for v in plain(0.5).pas] if plain.has_membrane("pas") else "no pas")
case("point processes", lambda: [[str(p) for p in sec(0.5).point_processes()] for sec in (plain, same)])
case("section exists", lambda: [h.section_exists("plain"), h.section_exists("nosuch")])
show("count", len(list(h.allsec())))
first = None
case("a cell gone", lambda: [sec.name() for sec in h.allsec() if sec != unnamed])
