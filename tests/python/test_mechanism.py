"""nrn.Mechanism, nrn.RangeVar, nrn.MechFunc and neuron.DensityMechanism."""

import pytest

import neuron
from neuron import h, nrn


@pytest.fixture
def s():
    made = h.Section(name="s")
    made.insert("hh")
    yield made


def test_reading_and_setting(s):
    m = s(0.5).hh
    assert (m.gnabar, s(0.5).gnabar_hh, s.gnabar_hh) == (0.12, 0.12, 0.12)
    m.gnabar = 0.2
    assert s(0.5).hh.gnabar == 0.2 == s.gnabar_hh
    m._ref_gnabar[0] = 0.3
    assert m.gnabar == 0.3 and s(0.5)._ref_gnabar_hh == m._ref_gnabar
    for bad in ("a", None):
        with pytest.raises(ValueError):
            m.gnabar = bad
    for name in ("foo", "name", "vtrap", "_ref_gnabar"):
        with pytest.raises(AttributeError):
            setattr(m, name, 3)
    for name in ("foo", "_ref_foo", "gnabar_hh"):
        with pytest.raises(AttributeError):
            getattr(m, name)
    with pytest.raises(ValueError):
        del m.gnabar


def test_identity(s):
    m = s(0.5).hh
    assert m == s(0.5).hh and hash(m) == hash(s(0.5).hh) and m != s(0.5).na_ion and m != 3
    assert (repr(m), m.name(), m.is_ion(), m.segment()) == ("hh", "hh", False, s(0.5))
    assert s(0.5).na_ion.is_ion() and m.segment().sec is s
    with pytest.raises(TypeError):
        m < m


def test_names(s):
    assert {"gnabar", "vtrap", "rates", "name", "segment", "is_ion"} <= set(dir(s(0.5).hh))
    assert list(vars(s(0.5).na_ion)) == ["ena", "nai", "nao", "ina", "dina_dv_"]
    assert [x.name() for x in s(0.5).na_ion] == ["ena", "nai", "nao", "ina", "dina_dv_"]
    assert s(0.5).na_ion.nai == s(0.5).nai == s.nai == 10


def test_order_of_insertion():
    t = h.Section(name="t")
    for name in ("pas", "hh", "fastpas"):
        t.insert(name)
    assert [m.name() for m in t(0.5)] == ["fastpas", "k_ion", "na_ion", "hh", "pas"]
    u = h.Section(name="u")
    u.insert("na_ion")
    u.insert("hh")
    assert [m.name() for m in u(0.5)] == ["k_ion", "na_ion", "hh"]


def test_taken_out(s, capsys):
    m = s(0.5).hh
    variable, function, ref = list(m)[0], m.vtrap, m._ref_gnabar
    assert s.uninsert("hh") is s and not s.has_membrane("hh")
    for call in (
        m.name,
        m.is_ion,
        m.segment,
        lambda: m.gnabar,
        lambda: setattr(m, "gnabar", 1),
        lambda: m._ref_gnabar,
        lambda: m.vtrap,
        lambda: list(m),
        lambda: m.__dict__,
        lambda: ref[0],
        lambda: function(1, 2),
        variable.mech,
    ):
        with pytest.raises(ReferenceError):
            call()
    with pytest.raises(AttributeError):
        variable[0]
    assert "invalid" in repr(m) and variable.name() == "gnabar_hh" and len(variable) == 1
    with pytest.raises(AttributeError):
        s(0.5).hh
    s.insert("hh")
    assert m.gnabar == 0.12  # it is there again
    s.uninsert("na_ion")
    assert s.has_membrane("na_ion") and "Not allowed to uninsert" in capsys.readouterr().out


def test_range_variables(s):
    variable = list(s(0.5).hh)[0]
    assert (variable.name(), len(variable), variable[0], variable[-1], list(variable)) == (
        "gnabar_hh",
        1,
        0.12,
        0.12,
        [0.12],
    )
    variable[0] = 0.13
    assert (
        s(0.5).hh.gnabar == 0.13 and variable.mech() == s(0.5).hh and "gnabar_hh of s(0.5)" in repr(variable)
    )
    for key in (1, -2, 10**30):
        with pytest.raises(IndexError):
            variable[key]
    for key in ("a", slice(0, 1), None):
        with pytest.raises(TypeError):
            variable[key]
    with pytest.raises(ValueError):
        variable[0] = "a"
    with pytest.raises(ValueError):
        del variable[0]


def test_arrays(s):
    s.insert("extracellular")
    s.nseg = 3
    layers = s(0.5).xg
    assert len(layers) == 2 and s(0.5)._ref_xg[1][0] == 1e9 and s(0.5).extracellular.xg[0] == 1e9
    layers[1] = 5
    assert [list(x.xg) for x in s] == [[1e9, 1e9], [1e9, 5], [1e9, 1e9]]
    s.xg[0] = 1
    assert [x.xg[0] for x in s] == [1, 1, 1] and s.xg.mech() == s(0.5).extracellular
    for bad in (lambda: setattr(s, "xg", 3), lambda: setattr(s(0.5), "xg", 3), lambda: layers[2]):
        with pytest.raises(IndexError):
            bad()
    with pytest.raises(TypeError):
        s(0.5)._ref_xg[0] = 3


def test_functions(s):
    function = s(0.5).hh.vtrap
    assert function(1, 2) == pytest.approx(1.5414940825367982, rel=1e-14)
    assert (function.name(), repr(function), function.mech()) == ("hh.vtrap", "hh.vtrap", s(0.5).hh)
    s(0.5).hh.rates(-60)
    assert s(0.5).hh.minf == pytest.approx(0.0936419512641728, rel=1e-12)
    with pytest.raises(RuntimeError):
        function()
    with pytest.raises(TypeError):
        function("a", 2)
    with pytest.raises(TypeError):
        function(x=1)
    assert type(function) is nrn.MechFunc


def test_density_mechanism(s):
    hh = h.hh
    assert repr(hh) == "neuron.DensityMechanism('hh')" and hh == neuron.DensityMechanism("hh") and hh != 3
    assert (hh.name, isinstance(hh, neuron.DensityMechanism)) == ("hh", True)
    assert (
        hh.ions["na"]["read"] == ["ena"] and hh.ions["na"]["write"] == ["ina"] and set(hh.ions) == {"na", "k"}
    )
    assert h.na_ion.ions == {} and h.pas.ions == {}
    t = h.Section(name="t")
    assert t.insert(h.pas) is t and t.has_membrane("pas")
    hh.insert([s, t])
    assert t.has_membrane("hh")
    hh.uninsert(t)
    assert not t.has_membrane("hh")
    for bad in ("foo", "IClamp"):
        with pytest.raises(ValueError):
            neuron.DensityMechanism(bad)
    for bad in (3, neuron.DensityMechanism):
        with pytest.raises(TypeError):
            t.insert(bad)
    with pytest.raises(TypeError):
        t.has_membrane(h.hh)
    assert t.has_membrane("nosuch") is False


def test_load_mechanisms(tmp_path, capsys):
    assert neuron.load_mechanisms(str(tmp_path)) is False and "not found" in capsys.readouterr().out
    assert neuron.nrn_dll_loaded == []


def test_a_class_to_inherit_from():
    base = neuron.new_point_process("IClamp", doc="a clamp")
    assert base.__doc__ == "a clamp" and issubclass(base, h.IClamp)


def test_units():
    from neuron import units

    assert (units.ms, units.s, units.um, units.cm, units.uM) == (1, 1000, 1, 10000, 1e-3)
