"""Vector.record and Vector.play in all forms. Numbers are those of NEURON 9.0.2."""

import gc

import pytest

from neuron import h


@pytest.fixture
def soma():
    section = h.Section(name="soma")
    section.L = section.diam = 10
    section.insert("pas")
    yield section
    h.dt = 0.025


def steps(n):
    for _ in range(n):
        h.fadvance()


# ---- record ----


def test_every_step(soma):
    v, t = h.Vector([7, 7]), h.Vector()
    assert v.record(soma(0.5)._ref_v) == v
    t.record(h._ref_t)
    assert list(v) == [7, 7]
    h.finitialize(-65)
    assert (list(v), list(t)) == ([-65], [0])
    steps(4)
    assert list(v) == pytest.approx(
        [-65.0, -65.1219512195122, -65.24092801903629, -65.35700294540126, -65.47024677600123], rel=1e-13
    )
    assert list(t) == [0.0, 0.025, 0.05, 0.075, 0.09999999999999999]
    v.resize(0)
    steps(2)
    assert len(v) == 2
    h.finitialize(-60)
    assert list(v) == [-60]


def test_it_begins_with_finitialize(soma):
    h.finitialize(-65)
    for args in ((), (0.05,), (h.Vector([0, 1]),)):
        v = h.Vector([7, 7]).record(soma(0.5)._ref_v, *args)
        steps(3)
        assert list(v) == [7, 7]


def test_at_intervals(soma):
    t, v = h.Vector().record(h._ref_t, 0.1), h.Vector().record(soma(0.5)._ref_v, 0.1)
    every = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-60)
    assert len(t) == len(v) == 1
    h.ParallelContext().psolve(0.5)
    expected = [0.0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5]
    assert list(t) == expected[: len(t)] and len(t) >= 5
    assert v[0] == -60 and v[2] in list(every)


def test_at_times(soma):
    at = h.Vector([-1, 0, 0.013, 0.5])
    t, v = h.Vector().record(h._ref_t, at), h.Vector().record(soma(0.5)._ref_v, at)
    every = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-60)
    pc = h.ParallelContext()
    pc.psolve(1)
    assert list(t) == pytest.approx([0, 0, 0, 0.475], abs=1e-12)
    assert list(v) == [-60, -60, every[1], every[20]]
    at.append(1.5)
    pc.psolve(1.4)
    assert len(v) == 4


def test_events_and_records(soma):
    syn = h.ExpSyn(soma(0.5))
    syn.tau = 1e9
    nc = h.NetCon(None, syn)
    nc.weight[0] = 0.5
    at = h.Vector([0, 0.025, 0.05, 0.075])
    every, interval = h.Vector().record(syn._ref_g), h.Vector().record(syn._ref_g, 0.025)
    times = h.Vector().record(syn._ref_g, at)
    h.finitialize(-65)
    nc.event(0.04)
    steps(4)
    assert list(every) == pytest.approx([0.0, 0.0, 0.0, 0.4999999999875, 0.499999999975], rel=1e-15)
    assert list(interval) == list(times) == pytest.approx([0.0, 0.0, 0.5, 0.4999999999875], rel=1e-15)


def test_all_sorts_of_variables(soma):
    ic, y, box = h.IClamp(soma(0.5)), h.Vector([1, 2, 3]), h.ref(4)
    h("double event_array_[3]")
    h("event_x_ = 5")
    recorded = [
        h.Vector().record(ref)
        for ref in (
            ic._ref_amp,
            y._ref_x[1],
            box,
            h._ref_event_x_,
            h._ref_event_array_[2],
            soma(0.5)._ref_g_pas,
        )
    ]
    recorded.append(h.Vector().record(ic, soma(0.5)._ref_v))
    recorded.append(h.Vector().record(soma(0.5)._ref_v, sec=soma))
    h.finitialize(-65)
    assert [v[0] for v in recorded] == [0, 2, 4, 5, 0, 0.001, -65, -65]
    y.x[1] = 20
    box[0] = 40
    h.event_x_ = 50
    h.event_array_[2] = 60
    ic.amp = 1
    h.fadvance()
    assert [v[1] for v in recorded[:5]] == [1, 20, 40, 50, 60]


def test_a_second_record_replaces_the_first(soma):
    v = h.Vector().record(soma(0.5)._ref_v)
    v.record(h._ref_t)
    h.finitialize(-65)
    steps(2)
    assert list(v) == [0, 0.025, 0.05]
    assert v.play_remove() == 1.0 and v.play_remove() == 1.0
    steps(2)
    assert list(v) == [0, 0.025, 0.05]


def test_the_end_of_what_is_recorded():
    section = h.Section(name="gone")
    ic = h.IClamp(section(0.5))
    v, i = h.Vector().record(section(0.5)._ref_v), h.Vector().record(ic._ref_amp)
    h.finitialize(-65)
    steps(2)
    h.delete_section(sec=section)
    del ic
    gc.collect()
    steps(2)
    assert len(v) == len(i) == 3
    h.finitialize(-65)
    steps(2)


def test_the_end_of_vectors(soma):
    kept = h.Vector().record(soma(0.5)._ref_v, h.Vector([0, 0.05]))  # the times end at once
    vectors = [h.Vector().record(soma(0.5)._ref_v) for _ in range(100)]
    at = h.Vector([0, 0.05, 0.1])
    timed = h.Vector().record(soma(0.5)._ref_v, at)
    h.finitialize(-65)
    steps(2)
    del vectors[::2]
    del at
    gc.collect()
    steps(4)
    assert {len(v) for v in vectors} == {7}
    assert len(timed) == 2 and len(kept) == 0


def test_nseg_may_change(soma):
    v = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-65)
    h.fadvance()
    soma.nseg = 3
    h.fadvance()
    assert len(v) == 3
    h.finitialize(-65)
    h.fadvance()
    assert len(v) == 2 and v[1] == soma(0.5).v


def test_a_view_keeps_its_numbers(soma):
    numpy = pytest.importorskip("numpy")
    v = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-65)
    steps(10)
    view = v.as_numpy()
    before = numpy.array(view)
    steps(10)
    assert (view == before).all() and len(v) == 21


@pytest.mark.parametrize(
    "args, error",
    [
        ((), TypeError),
        ((3,), TypeError),
        (("x",), TypeError),
        (("ref", -1), ValueError),
        (("ref", 0), ValueError),
        (("ref", "x"), TypeError),
        (("text",), TypeError),
    ],
)
def test_bad_records(args, error):
    refs = {"ref": h._ref_t, "text": h.ref("a")}
    with pytest.raises(error):
        h.Vector().record(*[refs.get(arg, arg) for arg in args])


# ---- play ----


def test_discrete(soma):
    ic, y, at = h.IClamp(soma(0.5)), h.Vector([1, 2, 3]), h.Vector([0, 0.05, 0.1])
    ic.amp = 9
    assert y.play(ic._ref_amp, at) == y
    h.finitialize(-65)
    values = [ic.amp]
    for _ in range(5):
        h.fadvance()
        values.append(ic.amp)
    assert values == [1, 1, 2, 2, 2, 3]
    late = h.Vector([0.04, 0.1])
    y.play_remove()
    y.play(ic._ref_amp, late)
    ic.amp = 9
    h.finitialize(-65)
    assert ic.amp == 9
    steps(2)
    assert ic.amp == 1


def test_at_intervals_of_play(soma):
    ic, y = h.IClamp(soma(0.5)), h.Vector([1, 2, 3])
    y.play(ic._ref_amp, 0.05)
    h.finitialize(-65)
    values = [ic.amp]
    for _ in range(6):
        h.fadvance()
        values.append(ic.amp)
    assert values[:4] == [1, 1, 2, 2] and values[-1] == 3


def test_continuous(soma):
    ic = h.IClamp(soma(0.5))
    y, at = h.Vector([1, 2, 3]), h.Vector([0, 0.04, 0.1])
    r = h.Vector().record(ic._ref_amp)
    y.play(ic._ref_amp, at, 1)
    h.finitialize(-65)
    values = [ic.amp]
    for _ in range(5):
        h.fadvance()
        values.append(ic.amp)
    # where an element has come within the second half of a step, its event sets it behind the record
    assert values == pytest.approx([1.0, 1.625, 2.0, 2.583333333333333, 3.0, 3.4166666666666665], rel=1e-14)
    assert list(r) == pytest.approx([1.0, 1.625, 2.25, 2.583333333333333, 3.0, 3.4166666666666665], rel=1e-14)


def test_steps_in_continuous_play(soma):
    ic = h.IClamp(soma(0.5))
    y, at = h.Vector([1, 2, 3, 4]), h.Vector([0.01, 0.04, 0.04, 0.1])
    ic.amp = 5
    y.play(ic._ref_amp, at, 1)
    h.finitialize(-65)
    assert ic.amp == 5  # the first element comes later
    values = []
    for _ in range(5):
        h.fadvance()
        values.append(ic.amp)
    assert values == pytest.approx([1.5, 3.0, 3.583333333333333, 4.0, 4.416666666666666], rel=1e-14)
    single = h.Vector([7])
    single_at = h.Vector([0])
    y.play_remove()
    single.play(ic._ref_amp, single_at, 1)
    h.finitialize(-65)
    steps(3)
    assert ic.amp == 7


def test_several_variables_and_live_numbers(soma):
    ic, y, at = h.IClamp(soma(0.5)), h.Vector([1, 2, 3]), h.Vector([0, 0.05, 0.1])
    y.play(ic._ref_amp, at, 1)
    y.play(ic._ref_dur, at)
    h.finitialize(-65)
    steps(1)
    assert (ic.amp, ic.dur) == (1.5, 1.0)
    y.x[1] = 20
    y.append(4)
    steps(1)
    assert (ic.amp, ic.dur) == (20, 20)
    y.resize(1)
    steps(3)
    y.play_remove()
    ic.amp = 0
    steps(2)
    assert ic.amp == 0


def test_statements(soma):
    h("{event_log_x_ = 0  event_log_n_ = 0}")
    h("proc event_log_() { event_log_x_ = $1  event_log_n_ += 1 }")
    y, at = h.Vector([1, 2, 3]), h.Vector([0, 0.05, 0.1])
    y.play("event_log_($1)", at)
    h.finitialize(-65)
    assert (h.event_log_x_, h.event_log_n_) == (1, 1)
    steps(5)
    assert (h.event_log_x_, h.event_log_n_) == (3, 3)
    y.play_remove()
    y.play("event_log_x_ = $1", at, 1)
    h.finitialize(-65)
    steps(1)
    assert h.event_log_x_ == pytest.approx(1.5, rel=1e-14)
    y.play_remove()
    h('proc event_fail_() { execerror("stop", "here") }')
    y.play("event_fail_($1)", at)
    with pytest.raises(RuntimeError):
        h.finitialize(-65)
    y.play_remove()
    h.finitialize(-65)


def test_a_statement_may_remove_its_play(soma):
    y, at = h.Vector([1, 2, 3]), h.Vector([0.01, 0.05, 0.1])
    h("objref event_y_")
    h.event_y_ = y
    h("event_n_ = 0")
    y.play("event_n_ += $1  event_y_.play_remove()", at)
    h.finitialize(-65)
    steps(6)
    assert h.event_n_ == 1
    h("objref event_y_")


def test_one_element_at_once(soma):
    ic, y = h.IClamp(soma(0.5)), h.Vector([1, 2, 3])
    at = h.Vector([0, 1, 2])
    assert y.play(0) == y
    y.play(ic._ref_amp, at)
    y.play(2)
    assert ic.amp == 3
    with pytest.raises(IndexError):
        y.play(5)


def test_the_end_of_what_is_played(soma):
    section = h.Section(name="gone")
    y, at = h.Vector([1, 2, 3]), h.Vector([0, 0.05, 0.1])
    y.play(section(0.5)._ref_cm, at)
    y.play(section(0.5)._ref_cm, at, 1)
    h.finitialize(-65)
    steps(1)
    h.delete_section(sec=section)
    steps(3)
    ic = h.IClamp(soma(0.5))
    y.play(ic._ref_amp, h.Vector([0, 0.05]))  # the times end at once
    h.finitialize(-65)
    steps(2)
    assert ic.amp == 0
    z = h.Vector([5, 6])
    z.play(ic._ref_amp, at, 1)
    del z
    gc.collect()
    h.finitialize(-65)
    steps(2)
    assert ic.amp == 0


def test_bad_plays(soma):
    ic, y, at = h.IClamp(soma(0.5)), h.Vector([1]), h.Vector([0])
    for args, error in (
        ((), TypeError),
        ((ic._ref_amp,), TypeError),
        ((ic._ref_amp, -1), ValueError),
        ((ic._ref_amp, 0), ValueError),
        ((lambda x: 0, at), TypeError),
    ):
        with pytest.raises(error):
            y.play(*args)
    empty = h.Vector()
    for args in ((at, 1), (at,), (0.1,)):
        empty.play(ic._ref_amp, *args)
        with pytest.raises(ValueError, match="no elements"):
            h.finitialize(-65)
        empty.play_remove()
    h.finitialize(-65)


def test_what_a_section_left_stays():
    def run():
        section = h.Section(name="short_lived")
        recorded = h.Vector().record(section(0.5)._ref_v)
        h.finitialize(-65)
        h.fadvance()
        h.fadvance()
        return recorded

    recorded = run()
    assert list(recorded) == [-65] * 3
    h.finitialize(-60)
    h.fadvance()
    assert list(recorded) == [-65] * 3
