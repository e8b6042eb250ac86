"""Functions about sections: names, stack, tree, 3-d points, areas, distances, ions. Numbers are NEURON 9.0.2's."""

import pytest

from neuron import h


@pytest.fixture(autouse=True)
def alone():
    """No sections of other tests."""
    for section in list(h.allsec()):
        h.delete_section(sec=section)


def make(name, nseg=1):
    section = h.Section(name=name)
    section.nseg = nseg
    return section


def tree():
    a, b, c, d, u = [make(name, nseg) for name, nseg in (("a", 3), ("b", 4), ("c", 1), ("d", 3), ("u", 1))]
    b.connect(a(1))
    c.connect(a(0.5))
    d.connect(b(1), 1)
    return a, b, c, d, u


def near(value):
    return pytest.approx(value, rel=1e-12)


def test_names():
    s = make("s")
    assert h.secname(sec=s) == "_pysec.s"
    text = h.ref("")
    assert h.sectionname(text, sec=s) == 1 and text[0] == "_pysec.s"
    s.insert("hh")
    present = [
        h.ismembrane(name, sec=s) for name in ("hh", "na_ion", "morphology", "capacitance", "pas", "nosuch")
    ]
    assert present == [1, 1, 1, 1, 0, 0]
    assert [h.issection(p, sec=s) for p in ("s", "s.*", ".*", "", "x", "_pysec.s")] == [1, 1, 1, 0, 0, 0]
    assert h.section_owner(sec=s) is None


def test_the_stack_of_accessed_sections():
    a, b = make("a"), make("b")
    assert h.push_section(h.this_section(sec=b)) == 1
    assert h.secname() == "_pysec.b"
    assert h.pop_section() == 1
    assert h.secname() == "_pysec.a"
    for bad in ("nosuch", "b", 3):
        with pytest.raises(ValueError, match="is not a sectionname"):
            h.push_section(bad)
    assert h.secname(sec=a) == h.secname()


def test_the_tree():
    a, b, c, d, u = tree()
    assert h.parent_connection(sec=c) == 0.5 and h.section_orientation(sec=d) == 1
    assert h.parent_section(0.5, sec=b) == h.this_section(0.5, sec=a) != 0
    assert h.parent_section(0.5, sec=a) == 0
    assert h.disconnect(sec=d) == 0 and d.parentseg() is None and d.orientation() == 1
    h.delete_section(sec=b)
    assert c.parentseg() == a(0.5)


def test_topology_is_drawn(capfd):
    p, s, t = make("p", 3), make("s", 5), make("t")
    s.connect(p(0.5), 1)
    t.connect(s(0.3))
    h.topology()
    lines = ["", "|---|       p(0-1)", "   `----|       s(1-0)", "       `|       t(0-1)", "", ""]
    assert capfd.readouterr().out == "\n".join(lines)


def test_distances():
    a, b, c, d, u = tree()
    assert h.distance(sec=a) == 0 and h.distance(0.5, sec=a) == 50
    assert h.distance(0, a(0.5)) == 0.5
    assert [h.distance(x, sec=d) for x in (1, 0, 0.5)] == [150, 250, 200]
    assert h.distance(0.5, sec=c) == 50 and h.distance(0.5, sec=u) == 1e20
    assert h.distance(a(0), a(0.2)) == 16.666666666666664 and h.distance(c(1), d(0)) == 350
    assert h.distance(1, b(0.1)) == h.distance(b(0.1)) == 62.5
    for bad in ((2, 0.5), (-1,), (1.5,)):
        with pytest.raises((ValueError, IndexError)):
            h.distance(*bad, sec=a)
    h.distance(0, 0.5, sec=c)
    h.delete_section(sec=c)
    with pytest.raises(RuntimeError, match="Distance origin not valid"):
        h.distance(0.5, sec=a)


def test_points():
    s = make("s", 3)
    for i in range(4):
        assert h.pt3dadd(i * 10, 0, 0, 2 + i, sec=s) == 1
    assert s.L == 30 and [g.diam for g in s] == [2.5, 3.5, 4.5]
    s.L = 60
    assert [h.x3d(i, sec=s) for i in range(4)] == [0, 20, 40, 60] and h.arc3d(3, sec=s) == 60
    s(0.5).diam = 9
    assert [g.diam for g in s] == [5.75, 6.75, 4.5]
    assert [h.diam3d(i, sec=s) for i in range(4)] == [2.5, 9, 4.5, 4.5]
    assert [h.area(g.x, sec=s) for g in s] == near([366.0221409552869, 426.790422459472, 282.7433388230814])
    assert h.area(0, sec=s) == h.area(1, sec=s) == 0
    assert h.pt3dchange(0, 1, 2, 3, 4, sec=s) == h.pt3dremove(1, sec=s) == 0
    assert h.n3d(sec=s) == 3
    for bad in (3, -1, 99):
        with pytest.raises(IndexError):
            h.x3d(bad, sec=s)
    assert h.pt3dclear(20, sec=s) == 20 and h.n3d(sec=s) == 0
    v = h.Vector([1, 2])
    assert h.pt3dadd(v, v, v, v, sec=s) == 1 and h.n3d(sec=s) == 2


def test_points_that_stay():
    s = make("s", 3)
    assert h.pt3dconst(1, sec=s) == 0 and h.pt3dconst(1, sec=s) == 1
    for i in range(4):
        h.pt3dadd(i * 10, 0, 0, 2 + i, sec=s)
    s(0.5).diam = 9
    s.L = 60
    assert s.L == 30 and [g.diam for g in s] == [2.5, 3.5, 4.5]


def test_resistances():
    s = make("s", 2)
    s.Ra = 100
    for x, diam in ((0, 1), (3, 5), (3, 2), (12, 7), (20, 7)):
        h.pt3dadd(x, 0, 0, diam, sec=s)
    assert [h.ri(x, sec=s) for x in (0.25, 0.75, 1)] == near(
        [1.1731992947916858, 0.4872090094649858, 0.129922402523996]
    )
    assert h.ri(0, sec=s) == 1e30


def test_spines():
    s = make("s", 3)
    assert h.setSpineArea(3) == h.getSpineArea() == 3
    for x, diam in ((0, 1), (10, -1), (20, 1), (25, -1), (30, 1)):
        h.pt3dadd(x, 0, 0, diam, sec=s)
    assert [h.spine3d(i, sec=s) for i in range(5)] == [0, 1, 0, 1, 0] and h.diam3d(1, sec=s) == 1
    assert [h.area(g.x, sec=s) for g in s] == near([31.41592653589794, 34.41592653589794, 34.41592653589793])
    h.setSpineArea(0)


def test_define_shape():
    s = make("s", 2)
    s(0.1).diam = 3
    s(0.9).diam = 8
    assert h.define_shape() == 1
    assert [h.x3d(i, sec=s) for i in range(4)] == [0, 25, 75, 100] and s.L == 100
    assert [g.diam for g in s] == [3.625, 7.375]


def test_nernst_and_ghk():
    before = h.celsius
    try:
        h.celsius = 6.3
        assert h.nernst(10, 140, 1) == 63.55150321937486 and h.nernst(10, 140, 2) == 31.77575160968743
        assert [h.nernst(*a) for a in ((0, 140, 1), (10, 0, 1), (10, 140, 0), (-1, 2, 1))] == [
            1e6,
            -1e6,
            0,
            1e6,
        ]
        s = make("s")
        s.insert("hh")
        assert h.nernst("ena", sec=s) == h.nernst("ena", 0.5, sec=s) == 63.55150321937486
        assert h.nernst("nai", sec=s) == near(17.554820246530547)
        assert h.nernst("nao", sec=s) == near(79.7501757545304)
        for name in ("ina", "eca", "exx", "v"):
            with pytest.raises(RuntimeError, match="not a reversal potential or concentration"):
                h.nernst(name, sec=s)
        h.celsius = 20
        assert h.ghk(-50, 10, 140, 1) == near(-30716.155469037552)
        assert h.ghk(0, 10, 140, 1) == near(-12543.093176030303)
        assert h.ghk(30, 5e-5, 2, 2) == near(-93.96760922394799)
        assert h.ghk(-50, 10, 140, 0) == 0
    finally:
        h.celsius = before


def test_ion_style():
    s = make("s")
    assert h.ion_style("na_ion", sec=s) == -1
    s.insert("na_ion")
    assert h.ion_style("na_ion", sec=s) == 0
    s.insert("hh")
    assert h.ion_style("na_ion", 3, 2, 1, 1, 1, sec=s) == 8
    assert h.ion_style("na_ion", 1, 2, 0, 0, 0, sec=s) == 119
    assert h.ion_style("na_ion", sec=s) == 17
    for bad in ((4, 2, 0, 0, 0), (-1, 2, 0, 0, 0), (3, 5, 0, 0, 0), (3, 2, 7, 0, 0)):
        with pytest.raises(IndexError):
            h.ion_style("na_ion", *bad, sec=s)
    for bad in ("na", "hh", "nosuch_ion"):
        with pytest.raises(ValueError):
            h.ion_style(bad, sec=s)
    assert h.ion_style("na_ion", sec=s) == 17


def test_ions_are_registered():
    h.ion_register("modelx", 3)
    assert h.ion_charge("modelx_ion") == 3 and h.ion_charge("na_ion") == 1
    assert (h.modelxi0_modelx_ion, h.modelxo0_modelx_ion) == (1, 1)
    with pytest.raises(ValueError, match="charge"):
        h.ion_register("modelx", 2)
    s = make("s")
    s.insert("modelx_ion")
    assert s(0.5).modelxi == 1
    with pytest.raises(ValueError):
        h.ion_charge("hh")


def test_functions_of_mechanisms():
    s = make("s", 3)
    s.insert("hh")
    assert h.vtrap_hh(1, 2) == 1.5414940825367982
    h.setdata_hh(0.5, sec=s)
    h.rates_hh(-65)
    assert s(0.5).hh.minf == near(0.05293248525724958) and s(0.1).hh.minf == 0
    h.setdata_hh(s(0.1))
    h.rates_hh(-40)
    assert s(0.1).hh.minf == near(0.5006486315783902)
    with pytest.raises(ValueError, match="pas mechanism not inserted in section s"):
        h.setdata_pas(0.5, sec=s)
    h.delete_section(sec=s)
    with pytest.raises(RuntimeError, match="Requires prior call to setdata_hh"):
        h.rates_hh(-65)
    assert h.usetable_hh == 1


def test_what_was_replaced():
    make("s")
    for name in ("fclamp", "fclampi", "fsyn", "make_mechanism", "make_pointprocess"):
        with pytest.raises(NotImplementedError):
            getattr(h, name)(1)
    assert h.nrn_load_dll("/nosuch.so") == 0
    assert h.keep_nseg_parm(1) == 1
