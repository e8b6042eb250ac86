"""Classes of point processes and artificial cells."""

import gc

import pytest

from neuron import h


@pytest.fixture
def s():
    section = h.Section(name="s")
    section.nseg = 3
    return section


def test_places(s):
    ic = h.IClamp(s(0.5))
    assert ic.has_loc() == 1 and ic.get_segment() == s(0.5)
    assert ic.get_loc() == 0.5 and h.secname() == "_pysec.s" and h.pop_section() == 1
    assert ic.loc(0.2, sec=s) == 0.2 and ic.get_segment().x == pytest.approx(1 / 6)
    for end in (0, 1):
        assert ic.loc(s(end)) == end and ic.get_segment() == s(end)
    assert h.IClamp(0.5, sec=s).get_segment() == s(0.5)
    for bad in (s, "a", None):
        with pytest.raises(TypeError):
            ic.loc(bad)
        with pytest.raises(TypeError):
            h.IClamp(bad)
    for bad in (2, -0.1, float("nan")):
        with pytest.raises(ValueError):
            ic.loc(bad, sec=s)
        with pytest.raises(ValueError):
            h.IClamp(bad, sec=s)
    assert ic.get_segment() == s(1)


def test_without_a_place(s):
    syn = h.ExpSyn()
    assert syn.has_loc() == 0 and syn.get_segment() is None
    with pytest.raises(RuntimeError, match="point process not located in a section"):
        syn.get_loc()
    with pytest.raises(TypeError, match="point process not located in a section"):
        syn.tau
    with pytest.raises(TypeError, match="point process not located in a section"):
        syn.tau = 3
    syn.loc(s(0.5))
    assert syn.tau == 0.1 and syn.get_segment() == s(0.5)


def test_variables(s):
    ic = h.IClamp(s(0.5))
    assert (ic.delay, getattr(ic, "del"), ic.dur, ic.amp, ic.i) == (0, 0, 0, 0, 0)
    ic.delay = 5
    assert getattr(ic, "del") == 5
    ref = ic._ref_amp
    ref[0] = 0.25
    assert ic.amp == 0.25
    with pytest.raises(AttributeError):
        ic.nosuch
    with pytest.raises((AttributeError, LookupError)):
        ic.nosuch = 1
    with pytest.raises(TypeError):
        ic.amp = "x"
    assert {"amp", "dur", "delay", "i", "loc", "get_segment"} <= set(dir(ic))
    del ic
    gc.collect()
    with pytest.raises(ReferenceError):
        ref[0]


def test_arrays(s):
    vc = h.VClamp(s(0.5))
    vc.dur[0] = 5
    vc.amp[2] = 3
    assert list(vc.dur) == [5, 0, 0] and list(vc.amp) == [0, 0, 3] and len(vc.dur) == 3
    assert vc._ref_dur[1] is not None
    for place in (3, -4):
        with pytest.raises(IndexError):
            vc.dur[place]
    with pytest.raises(TypeError, match="requires subscript for assignment"):
        vc.dur = 3
    assert (vc.gain, vc.rstim, vc.tau1) == (1e5, 1, 0.001)


def test_functions(s):
    syn = h.AlphaSynapse(s(0.5))
    assert syn.alpha(1) == 1 and syn.alpha(1, 2) == 1 and syn.alpha(-1) == 0
    with pytest.raises(TypeError):
        syn.alpha()


def test_a_section_ends_before_its_points(s):
    syn = h.ExpSyn(s(0.5))
    syn.tau = 7
    h.delete_section(sec=s)
    assert syn.has_loc() == 0 and syn.get_segment() is None
    with pytest.raises(TypeError):
        syn.tau
    q = h.Section(name="q")
    syn.loc(q(0.5))
    assert syn.has_loc() == 1 and syn.tau == 0.1


def test_artificial_cells(s):
    stim = h.NetStim()
    assert (stim.interval, stim.number, stim.start, stim.noise) == (10, 10, 50, 0)
    assert stim.has_loc() == 0 and not hasattr(stim, "get_segment")
    for call in (lambda: stim.loc(s(0.5)), stim.get_loc):
        with pytest.raises(RuntimeError, match="ARTIFICIAL_CELLs are not located in a section"):
            call()
    assert h.NetStim(0.5, sec=s).has_loc() == 0


def test_classes(s):
    assert isinstance(h.IClamp, type) and h.IClamp.__name__ == "IClamp"
    before = h.List("IClamp").count()
    items = [h.IClamp(s(0.5)) for _ in range(3)]
    assert h.List("IClamp").count() == before + 3
    assert s(0.5).point_processes() == items[::-1]
    assert (h.eps_IntFire4, h.taueps_IntFire4) == (1e-6, 0.01)


def test_nseg_changes_keep_points_where_they_are(s):
    ic = h.IClamp(s(0.9))
    s.nseg = 1
    assert ic.get_segment() == s(0.5)
    s.nseg = 5
    assert ic.get_segment() == s(0.5) and ic.has_loc() == 1


def test_setpointer_refuses(s):
    ic = h.IClamp(s(0.5))
    for bad in ((s(0.5)._ref_v, "amp", ic), (1, 2, 3), (), (s(0.5)._ref_v, "x", s)):
        with pytest.raises(TypeError, match="setpointer"):
            h.setpointer(*bad)


def test_times_of_a_count(s):
    s.insert("hh")
    ic, count, times = h.IClamp(s(0.5)), h.APCount(s(0.5)), h.Vector()
    s.L = s.diam = 20
    ic.dur, ic.amp = 1, 0.5
    assert count.record(times) == 1
    for _ in range(2):
        h.finitialize(-65)
        while h.t < 5:
            h.fadvance()
        assert count.n == times.size() == 1 and times[0] == count.time > 0
    count.record()
    h.finitialize(-65)
    assert times.size() == 1
