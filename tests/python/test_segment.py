"""nrn.Segment: range variables, geometry, equality, references."""

import gc

import pytest

from neuron import h, nrn


@pytest.fixture
def s():
    made = h.Section(name="s")
    made.nseg = 3
    yield made


def test_places(s):
    assert [s(x).x for x in (0, 0.25, 1)] == [0.0, 0.25, 1.0]
    assert s().x == 0.5 and s(x=0.3).x == 0.3 and s(True).x == 1.0
    for bad in (-0.1, 1.1, float("nan"), float("inf")):
        with pytest.raises(ValueError):
            s(bad)
    for bad in (lambda: s("a"), lambda: s(None), lambda: s(1, 2), lambda: s(y=3), lambda: s(0.5, x=0.5)):
        with pytest.raises(TypeError):
            bad()
    assert nrn.Segment(s, 0.5) == s(0.5)
    for bad in (
        lambda: nrn.Segment(),
        lambda: nrn.Segment(3, 0.5),
        lambda: nrn.Segment(s),
        lambda: nrn.Segment(s, "a"),
    ):
        with pytest.raises(TypeError):
            bad()
    with pytest.raises(ValueError):
        nrn.Segment(s, 2)


def test_names(s):
    assert [repr(s(x)) for x in (0, 0.5, 1 / 3.0, 1e-9)] == ["s(0)", "s(0.5)", "s(0.333333)", "s(1e-09)"]
    assert set(dir(s(0.5))) >= {
        "v",
        "diam",
        "cm",
        "x",
        "sec",
        "area",
        "ri",
        "volume",
        "node_index",
        "point_processes",
    }
    assert "na_ion" not in dir(s(0.5))
    s.insert("na_ion")
    assert "na_ion" in dir(s(0.5)) and "na_ion" in vars(s(0.5))


def test_equality_is_that_of_the_segment(s):
    t = h.Section(name="t")
    assert s(0.4) == s(0.6) and hash(s(0.4)) == hash(s(0.6)) and s(0.1) != s(0.5) and s(0) != s(0.1)
    assert s(0.5) != t(0.5) and s(0.5) != 3 and not s(0.5) == "s" and len({s(0.4), s(0.5), s(0.9)}) == 2
    assert s(0.1) < s(0.5) < s(0.9) < t(0.1) and s(0.4) <= s(0.6) and not s(0.4) < s(0.6)
    with pytest.raises(TypeError):
        s(0.5) < 3


def test_range_variables(s):
    segment = s(0.5)
    segment.v = -50
    assert segment.v == -50 and [x.v for x in s] == [-65, -50, -65] and s.v == -50
    s.v = -60
    assert [x.v for x in s] == [-60] * 3
    segment.diam, segment.cm = 2, 3
    assert (s(0.5).diam, s(0.1).diam, s.cm) == (2, 500, 3)
    for bad in ("a", None, [1]):
        with pytest.raises(ValueError):
            segment.v = bad
    with pytest.raises(ValueError):
        del segment.v
    with pytest.raises(AttributeError):
        segment.gnabar_nosuch
    with pytest.raises(AttributeError):
        segment.foo = 3
    segment.v = True
    assert segment.v == 1.0


def test_ends(s):
    assert s(0).v == -65 and s(0).area() == 0 and s(1).volume() == 0 and s(0).ri() == 1e30
    s(0).v = -40
    assert s(0).v == -40 and s(0.1).v == -65
    assert list(s(0)) == [] and s(0).diam == 500


def test_geometry(s):
    assert sum(x.area() for x in s) == pytest.approx(3.141592653589793 * 500 * 100)
    assert sum(x.volume() for x in s) == pytest.approx(3.141592653589793 * 500**2 / 4 * 100)
    assert s(0.5).ri() == pytest.approx(2 * s(0.1).ri())
    assert sorted({x.node_index() for x in s.allseg()}) == sorted(x.node_index() for x in s.allseg())
    s.pt3dadd(0, 0, 0, 1)
    s.pt3dadd(30, 0, 0, 4)
    volumes = [3.141592653589793 / 12 * 10 * (a * a + a * b + b * b) for a, b in ((1, 2), (2, 3), (3, 4))]
    assert [x.volume() for x in s] == pytest.approx(volumes)


def test_references(s):
    ref = s(0.5)._ref_v
    s(0.5).v = -44
    assert ref[0] == -44 and repr(ref) == "s(0.5).v"
    ref[0] = 3
    assert s(0.5).v == 3
    assert s(0.5)._ref_v == ref and s(0.1)._ref_v != ref and s(0.4)._ref_v == ref
    for bad in ("_ref_nosuch", "_ref_x", "_ref_"):
        with pytest.raises(AttributeError):
            getattr(s(0.5), bad)
    with pytest.raises(AttributeError):
        s._ref_v
    with pytest.raises(TypeError):
        ref[0] = "a"
    with pytest.raises(IndexError):
        ref[1]


def test_references_see_the_end_of_a_segment(s):
    refs = [x._ref_v for x in s]
    s.nseg = 1
    assert sum(repr(ref).endswith("gone") for ref in refs) >= 2
    for ref in refs:
        if repr(ref).endswith("gone"):
            with pytest.raises(ReferenceError):
                ref[0]


def test_many_segments_are_reused(s):
    kept = [s(i / 1000.0) for i in range(1000)]
    assert [x.x for x in kept] == [i / 1000.0 for i in range(1000)]
    del kept
    gc.collect()
    assert [x.x for x in [s(0.25), s(0.75)]] == [0.25, 0.75]


def test_attributes_that_cannot_be_set(s):
    s.insert("na_ion")
    for name in ("x", "sec", "area", "na_ion"):
        with pytest.raises(AttributeError):
            setattr(s(0.5), name, 3)


def test_names_made_at_run_time(s):
    class Name(str):
        pass

    for name in ("v", Name("v"), "".join(["", "v"])):
        assert getattr(s(0.5), name) == -65
    for i in range(3000):  # more names than the tables of names hold
        assert not hasattr(s(0.5), "no_%d" % i) and not hasattr(s, "no_%d" % i)
    assert s(0.5).v == -65 and s.v == -65 and s.nseg == 3
