"""h.MechanismType and h.MechanismStandard."""

import pytest

from neuron import h


@pytest.fixture
def s():
    section = h.Section(name="s")
    section.nseg = 3
    return section


def names(kind):
    types, text = h.MechanismType(kind), h.ref("")
    found = []
    for i in range(int(types.count())):
        types.select(i)
        assert types.selected(text) == i
        found.append(text[0])
    return found


def test_density_mechanisms(s):
    known = ["morphology", "capacitance", "pas", "extracellular", "fastpas", "na_ion", "k_ion", "hh"]
    assert names(0)[: len(known)] == known
    types = h.MechanismType(0)
    types.select("hh")
    types.select("nosuch")
    assert types.selected() == 7 and types.is_ion() is False
    types.select(-1)
    assert types.selected() == -1
    with pytest.raises(ValueError, match="no mechanism is selected"):
        types.make(sec=s)
    types.select("hh")
    assert types.selected() == 7
    types.make(sec=s)
    assert s.has_membrane("hh")
    types.remove(sec=s)
    assert not s.has_membrane("hh")
    types.select("k_ion")
    assert types.is_ion() is True
    with pytest.raises(IndexError):
        types.select(99)
    with pytest.raises(TypeError, match=r"Not a MechanismType\(1\)"):
        types.pp_begin(sec=s)


def test_point_processes(s):
    known = [
        "IClamp",
        "AlphaSynapse",
        "ExpSyn",
        "Exp2Syn",
        "SEClamp",
        "VClamp",
        "OClamp",
        "APCount",
        "NetStim",
    ]
    assert names(1)[: len(known)] == known
    types = h.MechanismType(1)
    place = known.index
    assert types.is_artificial(place("NetStim")) is True and types.is_artificial(place("IClamp")) is False
    assert types.has_net_event(place("NetStim")) is True and types.has_net_event(place("ExpSyn")) is False
    assert (
        types.is_netcon_target(place("ExpSyn")) is True and types.is_netcon_target(place("IClamp")) is False
    )
    made = h.ref(None)
    types.select("IClamp")
    types.make(made)
    assert made[0].hname().startswith("IClamp[") and made[0].has_loc() == 0
    assert types.pp_begin(sec=s) is None and types.pp_next() is None
    points = [h.IClamp(s(x)) for x in (0.1, 0.5)] + [h.ExpSyn(s(0.9))]
    found = [types.pp_begin(sec=s), types.pp_next()]
    assert (
        sorted(p.hname() for p in found) == sorted(p.hname() for p in points[:2]) and types.pp_next() is None
    )


def test_kinds():
    for bad in (2, -1):
        with pytest.raises(IndexError):
            h.MechanismType(bad)
    with pytest.raises(TypeError):
        h.MechanismType()


def variables(*args):
    standard, text = h.MechanismStandard(*args), h.ref("")
    found = []
    for i in range(int(standard.count())):
        size = standard.name(text, i)
        found.append(text[0] if size == 1 else (text[0], size))
    return found


def test_standard_variables():
    parameters = ["gnabar_hh", "gkbar_hh", "gl_hh", "el_hh"]
    computed = [n + "_hh" for n in "gna gk il minf hinf ninf mtau htau ntau".split()]
    states = ["m_hh", "h_hh", "n_hh"]
    assert variables("hh") == variables("hh", 1) == parameters
    assert variables("hh", 2) == computed and variables("hh", 3) == states
    assert variables("hh", 0) == parameters + computed + states
    assert variables("hh", -1) == ["usetable_hh"]
    assert variables("IClamp") == ["del", "dur", "amp"] and variables("na_ion") == ["nao"]
    assert variables("na_ion", 0) == ["ena", "nai", "nao", "ina", "dina_dv_"]
    assert (variables("na_ion", 2), variables("na_ion", 3)) == (["ina", "dina_dv_"], [])
    assert variables("NetStim", 0) == ["interval", "number", "start", "noise", "ranvar"]
    assert variables("VClamp")[:3] == [("dur", 3), ("amp", 3), "gain"]
    assert variables("morphology") == ["diam"] and variables("capacitance") == ["cm"]
    for bad in ("nosuch", ""):
        with pytest.raises(ValueError):
            h.MechanismStandard(bad)


def test_standard_values_of_sections(s):
    s.insert("hh")
    m = h.MechanismStandard("hh")
    assert m.get("gnabar_hh") == 0.12 and m.set("gnabar_hh", 0.5) == 0
    m.out(sec=s)
    assert [g.hh.gnabar for g in s] == [0.5] * 3
    m.set("gnabar_hh", 0.7)
    m.out(0.5, sec=s)
    assert [g.hh.gnabar for g in s] == [0.5, 0.7, 0.5]
    m.out(s(0.9))
    m._in(s(0.1))
    assert m.get("gnabar_hh") == 0.5
    m._in(0.5, sec=s)
    other = h.MechanismStandard("hh")
    other._in(m)
    assert other.get("gnabar_hh") == 0.7 and [g.hh.gnabar for g in s] == [0.5, 0.7, 0.7]
    for bad in ("gnabar", "nosuch"):
        with pytest.raises(ValueError, match="not in this property"):
            m.get(bad)
    with pytest.raises(ValueError, match="pas mechanism not inserted in section s"):
        h.MechanismStandard("pas").out(sec=s)


def test_standard_values_of_ions(s):
    """All variables are taken from an instance, those of the kind are given to it."""
    s.insert("hh")
    s.nao, s.ena, s.nai = 111, 33, 9
    m = h.MechanismStandard("na_ion")
    m._in(0.5, sec=s)
    assert [m.get(name) for name in ("nao", "ena", "nai")] == [111, 33, 9]
    m.set("nao", 120)
    m.set("nai", 7)
    m.out(0.5, sec=s)
    assert (s.nao, s.ena, s.nai) == (120, 33, 9)
    every = h.MechanismStandard("na_ion", 0)
    every._in(0.5, sec=s)
    every.set("nai", 7)
    every.out(sec=s)
    assert [g.nai for g in s] == [7] * s.nseg


def test_standard_values_of_random_variables():
    m, stimulus = h.MechanismStandard("NetStim", 0), h.NetStim()
    stimulus.ranvar.set_ids(1, 2, 3)
    stimulus.interval = 5
    m._in(stimulus)
    assert (m.get("interval"), m.get("ranvar")) == (5, 0)
    m.set("interval", 6)
    m.out(stimulus)
    assert stimulus.interval == 6 and stimulus.ranvar.get_ids()[0] == 1


def test_standard_values_of_point_processes(s):
    ic, vc = h.IClamp(s(0.5)), h.VClamp(s(0.5))
    ic.amp = 3
    m = h.MechanismStandard("IClamp")
    m._in(ic)
    m.set("del", 7)
    m.out(ic)
    assert (ic.delay, ic.amp, m.get("amp")) == (7, 3, 3)
    vc.dur[1] = 4
    v = h.MechanismStandard("VClamp")
    v._in(vc)
    assert v.get("dur", 1) == 4 and v.get("dur") == 0
    v.set("dur", 8, 2)
    v.out(vc)
    v._in(ic)
    assert list(vc.dur) == [0, 4, 8]
    assert [v.is_array(i) for i in range(3)] == [True, True, False]
