"""NetCon: thresholds, delays, weights, lists, lifetimes, global identifiers. Numbers are those of NEURON 9.0.2."""

import gc
import weakref

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


def until(t):
    while h.t < t:
        h.fadvance()


def net_stim(start, number, interval):
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = start, number, interval, 0
    return stim


# ---- what it is ----


def test_defaults_and_types(soma):
    stim, syn = h.NetStim(), h.ExpSyn(soma(0.5))
    nc = h.NetCon(stim, syn)
    assert (nc.threshold, nc.delay, nc.weight[0], len(nc.weight), nc.x) == (10.0, 1.0, 0.0, 1, 0.0)
    assert (nc.active(), nc.valid(), nc.srcgid(), nc.wcnt()) == (True, True, -1, 1.0)
    assert nc.pre() == stim and nc.syn() == syn
    assert nc.preseg() is None and nc.postseg() == soma(0.5)
    assert nc.precell() is None and nc.postcell() is None
    # The threshold of an artificial cell means nothing: as in NEURON, the first NetCon or an assignment sets it.
    full = h.NetCon(stim, syn, 3, 4, 5)
    assert (full.threshold, full.delay, full.weight[0], nc.threshold) == (10, 4, 5, 10)
    nc.threshold = 3
    assert full.threshold == 3


def test_voltage_as_source(soma):
    nc = h.NetCon(soma(0.3)._ref_v, None, sec=soma)
    assert (nc.threshold, nc.weight[0], nc.delay, nc.syn(), nc.pre()) == (10.0, 0.0, 1.0, None, None)
    assert nc.preseg() == soma(0.5)
    soma(0.5).v = -70
    assert nc.x == -70
    nc.x = -60
    assert soma(0.5).v == -60
    assert nc.preloc() == 0.5 and h.cas() == soma
    h.pop_section()
    assert h.NetCon(soma(1)._ref_v, None, sec=soma).preseg() == soma(1)
    assert h.NetCon(soma(0)._ref_v, None, sec=soma).preloc() == 0.0
    h.pop_section()


def test_threshold_belongs_to_the_source(soma):
    a = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    b = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    a.threshold = -20
    assert b.threshold == -20
    c = h.NetCon(soma(0.5)._ref_v, None, 0, 1, 0, sec=soma)
    assert (a.threshold, b.threshold, c.threshold) == (0, 0, 0)
    assert list(a.prelist()) == [a, b, c]


@pytest.mark.parametrize(
    "args, error",
    [
        ((), TypeError),
        ((None,), TypeError),
        ((1, 2), TypeError),
        ((None, None, 3), TypeError),
        ((None, None, 3, -1, 5), ValueError),
        ((None, "syn"), TypeError),
    ],
)
def test_bad_arguments(args, error):
    with pytest.raises(error):
        h.NetCon(*args)


def test_bad_sources_and_targets(soma):
    other = h.Section(name="other")
    with pytest.raises(ValueError, match="sec="):
        h.NetCon(other(0.5)._ref_v, None, sec=soma)
    with pytest.raises(TypeError):
        h.NetCon(h.Vector(), None)
    with pytest.raises(TypeError):
        h.NetCon(None, h.Vector())
    with pytest.raises(ValueError, match="NET_RECEIVE"):
        h.NetCon(None, h.IClamp(soma(0.5)))
    nc = h.NetCon(None, None)
    with pytest.raises(ValueError):
        nc.delay = -1
    with pytest.raises(RuntimeError, match="source is missing"):
        nc.threshold
    with pytest.raises(RuntimeError, match="source is missing"):
        nc.record(h.Vector())
    with pytest.raises(IndexError):
        nc.weight[1]
    with pytest.raises(IndexError):
        nc.weight[-1] = 3
    with pytest.raises(TypeError):
        nc.weight = 3


def test_numbers_only(soma):
    """In hoc as well: what is no number is not taken for one."""
    stimulus, synapse = h.NetStim(), h.ExpSyn(soma(0.5))
    nc = h.NetCon(stimulus, synapse, 0, 2, 3)
    assert h("objref nc_o")
    h.nc_o = nc
    for value in ("a", None, [1], soma, h.Vector()):
        for name in ("delay", "threshold", "x"):
            with pytest.raises(TypeError):
                setattr(nc, name, value)
        with pytest.raises(TypeError):
            nc.weight[0] = value
    for text in ("delay", "threshold", "x", "weight", "weight[0]"):
        for value in ("nc_o", '"a"'):
            with pytest.raises(TypeError):
                h.execute("nc_o.%s = %s" % (text, value))
    assert (nc.delay, nc.threshold, nc.weight[0]) == (2, 0, 3)
    h.nc_o = None


def test_references_keep_the_netcon(soma):
    nc = h.NetCon(None, h.ExpSyn(soma(0.5)))
    weight, delay = nc._ref_weight[0], nc._ref_delay
    weight[0] = 2.5
    delay[0] = 3
    assert (nc.weight[0], nc.delay) == (2.5, 3)
    del nc
    gc.collect()
    assert weight[0] == 2.5


def test_setpost(soma):
    syn = h.ExpSyn(soma(0.5))
    nc = h.NetCon(h.NetStim(), syn)
    nc.weight[0] = 3
    assert nc.setpost(None) == 0.0
    assert nc.syn() is None and not nc.valid() and not nc.active() and nc.weight[0] == 3
    nc.setpost(syn)
    assert nc.syn() == syn and nc.weight[0] == 3 and not nc.active()
    with pytest.raises(TypeError):
        nc.setpost(h.Vector())


def test_lists(soma):
    stim, syn = h.NetStim(), h.ExpSyn(soma(0.5))
    a, b = h.NetCon(stim, syn), h.NetCon(soma(0.5)._ref_v, syn, sec=soma)
    assert list(a.synlist()) == [a, b]
    assert list(a.prelist()) == [a]
    assert list(a.precelllist()) == [] and list(a.postcelllist()) == []
    given = h.List()
    assert a.synlist(given) == given and given.count() == 2
    a.synlist(given)
    assert given.count() == 4


# ---- times ----


def test_a_threshold_is_looked_at_when_a_step_begins(soma):
    times = h.Vector()
    nc = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    nc.threshold = 0
    nc.record(times)
    h.finitialize(-65)
    soma(0.5).v = 50
    steps(1)
    assert list(times) == [1e-10]
    h.finitialize(-65)
    steps(1)
    soma(0.5).v = 50
    steps(3)
    assert list(times) == [0.025000000100000003]
    h.finitialize(50)
    assert list(times) == []
    soma(0.5).v = -50
    steps(2)
    assert list(times) == []


def test_the_threshold_has_to_be_exceeded(soma):
    times = h.Vector()
    nc = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    nc.record(times)
    nc.threshold = -65
    h.finitialize(-65)
    h.fadvance()
    assert list(times) == []
    nc.threshold = -65.0001
    h.finitialize(-65)
    h.fadvance()
    assert list(times) == [1e-10]


def test_simultaneous_sources_fire_in_the_order_of_their_creation():
    sections = [h.Section(name="s%d" % i) for i in range(4)]
    fired, made = [], []
    for k in (2, 0, 3, 1):
        nc = h.NetCon(sections[k](0.5)._ref_v, None, sec=sections[k])
        nc.record(lambda k=k: fired.append(k))
        made.append(nc)
    h.finitialize(50)
    h.fadvance()
    assert fired == [2, 0, 3, 1]


def test_when_an_event_is_seen(soma):
    syn = h.ExpSyn(soma(0.5))
    syn.tau = 1e9
    nc = h.NetCon(None, syn)
    nc.weight[0] = 0.5
    now, decayed = 0.5, 0.4999999999875
    for te, seen, stored in (
        (0.01, [decayed, 0.499999999975], [0, decayed, 0.499999999975]),
        (0.03, [0, decayed], [0, 0, decayed]),
        (0.04, [0, now, decayed], [0, 0, 0, decayed]),
        (0.05, [0, now, decayed], [0, 0, 0, decayed]),
        (0.06, [0, 0, decayed], [0, 0, 0, decayed]),
    ):
        g = h.Vector().record(syn._ref_g)
        h.finitialize(-65)
        assert nc.event(te) == 1.0
        values = []
        for _ in stored[1:]:
            h.fadvance()
            values.append(syn.g)
        assert values[: len(seen)] == pytest.approx(seen, rel=1e-15)
        assert list(g) == pytest.approx(stored, rel=1e-15)


def test_events_in_the_past_and_before_the_start(soma):
    syn = h.ExpSyn(soma(0.5))
    syn.tau = 1e9
    nc = h.NetCon(None, syn)
    nc.weight[0] = 0.5
    h.finitialize(-65)
    steps(2)
    nc.event(0.03)
    steps(1)
    assert syn.g == pytest.approx(0.4999999999875, rel=1e-15)
    nc.event(h.t + 1)
    h.finitialize(-65)
    until(2)
    assert syn.g == 0


def test_netstim_is_recorded_at_its_times(soma):
    stim = net_stim(0, 3, 0.1)
    times = h.Vector()
    nc = h.NetCon(stim, None)
    nc.record(times)
    h.finitialize(-65)
    assert list(times) == [0.0]
    steps(4)
    assert list(times) == [0.0]  # t is 0.09999999999999999
    steps(1)
    assert list(times) == [0.0, 0.1]


def test_activity_and_weights_of_events_on_their_way(soma):
    stim, syn = net_stim(0.02, 1, 10), h.ExpSyn(soma(0.5))
    syn.tau = 1e9
    nc = h.NetCon(stim, syn)
    nc.weight[0] = 1
    h.finitialize(-65)
    until(0.5)
    nc.active(0)
    until(2)
    assert syn.g == pytest.approx(1, rel=1e-6)
    assert nc.event(5) == 0.0
    nc.active(1)
    h.finitialize(-65)
    until(0.5)
    nc.weight[0] = 5
    until(2)
    assert syn.g == pytest.approx(5, rel=1e-6)
    h.finitialize(-65)
    until(0.5)
    nc.setpost(None)
    until(2)
    assert syn.g == 0


def test_an_event_starts_a_netstim(soma):
    stim = net_stim(-1, 2, 0.1)
    starter, nc, times = h.NetCon(None, stim), h.NetCon(stim, None), h.Vector()
    starter.weight[0] = 1
    nc.record(times)
    h.finitialize(-65)
    starter.event(0.5)
    until(2)
    assert list(times) == [0.5, 0.6]


def test_noise_is_that_of_the_stream():
    stim = net_stim(0, 10, 1)
    stim.noiseFromRandom123(4, 5, 6)
    assert list(stim.ranvar.get_ids()) == [4, 5, 6] and stim.ranvar.get_seq() == 0
    stim.noise = 1
    times, nc = h.Vector(), h.NetCon(stim, None)
    nc.record(times)
    expected = [
        0.5938172629899571,
        2.3900038247881334,
        2.415320117004292,
        2.552395993274464,
        3.810999952022623,
        3.89984447679789,
        4.4065228920542125,
        4.485080495663305,
    ]
    pc = h.ParallelContext()
    for _ in range(2):
        h.finitialize(-65)
        pc.psolve(5)
        assert list(times) == pytest.approx(expected, rel=1e-14)
    stim.noise = 0.5
    h.finitialize(-65)
    pc.psolve(5)
    assert list(times) == pytest.approx(
        [
            0.2969086314949785,
            1.6950019123940667,
            2.207660058502146,
            2.776197996637232,
            3.9054999760113116,
            4.449922238398945,
        ],
        rel=1e-14,
    )


def test_random_variables():
    stim = h.NetStim()
    stream = stim.ranvar
    stream.set_ids(1, 2, 3)
    assert [stream.uniform() for _ in range(3)] == [
        0.980861897351951,
        0.22910290974446038,
        0.12487032890206429,
    ]
    assert stream.get_seq() == 3
    stream.set_seq(1)
    assert stream.uniform() == 0.22910290974446038
    h.finitialize(-65)
    assert stream.get_seq() == 0
    with pytest.raises(IndexError):
        stream.set_ids(-1, 0, 0)
    with pytest.raises(TypeError):
        h.NMODLRandom()
    del stim
    gc.collect()
    with pytest.raises(ReferenceError):
        stream.uniform()


# ---- recording of spikes ----


def test_a_source_has_one_vector_and_one_action():
    stim = net_stim(0, 2, 0.1)
    a, b = h.NetCon(stim, None), h.NetCon(stim, None)
    v1, v2, log = h.Vector(), h.Vector(), []

    def run():
        h.finitialize(-65)
        until(1)

    a.record(v1)
    b.record(v2)
    run()
    assert (list(v1), list(v2)) == ([], [0.0, 0.1])
    assert a.get_recordvec() == v2 and b.get_recordvec() == v2
    a.record(lambda: log.append(h.t))
    run()
    assert log == [0.0, 0.1] and list(v2) == [0.0, 0.1]
    b.record()
    assert a.get_recordvec() is None
    run()
    assert len(log) == 4
    b.record(v2)
    del v2
    assert a.get_recordvec() is None
    run()


def test_identifiers_of_spikes():
    early, late = net_stim(0.1, 2, 0.1), net_stim(0.5, 2, 0.1)
    a, b = h.NetCon(early, None), h.NetCon(late, None)
    times, ids = h.Vector(), h.Vector()
    a.record(times, ids, 7)
    b.record(times, ids, 8)
    h.finitialize(-65)
    until(1)
    assert list(times) == pytest.approx([0.1, 0.2, 0.5, 0.6]) and list(ids) == [7, 7, 8, 8]
    a.record(times, ids)
    h.finitialize(-65)
    until(0.3)
    assert list(ids) == [float(a.hname()[7:-1])] * 2


def test_actions_of_spikes():
    stim = h.NetStim()
    nc, log = h.NetCon(stim, None), []
    nc.record(lambda: log.append(h.t))
    h.finitialize(-65)
    until(70)
    assert log[:2] == [50.0, 60.0]
    nc.record((lambda *args: log.append(args), (1, 2)))
    del log[:]
    h.finitialize(-65)
    until(55)
    assert log == [(1, 2)]
    h("x = 0")
    nc.record("x += 1")
    h.finitialize(-65)
    until(65)
    assert h.x == 2
    nc.record(lambda: 1 / 0)
    h.finitialize(-65)
    with pytest.raises(ZeroDivisionError):
        until(70)
    assert 49.9 < h.t < 50.1
    nc.record(lambda: None)
    until(60)


def test_an_action_may_delete_what_it_comes_from(soma):
    syn = h.ExpSyn(soma(0.5))
    stim = net_stim(1, 5, 1)
    made = [h.NetCon(stim, syn) for _ in range(20)]
    made[0].record(made.clear)
    h.finitialize(-65)
    until(3)
    assert made == [] and syn.g == 0
    other = h.Section(name="other")
    watcher = h.NetCon(other(0.5)._ref_v, syn, sec=other)
    watcher.record(lambda: h.delete_section(sec=other))
    h.finitialize(50)
    until(1)
    assert not watcher.valid()


def test_an_action_ends_with_its_source():
    stim, log = net_stim(1, 100, 1), []
    asks, other = h.NetCon(stim, None), h.NetCon(stim, None)
    asks.record(lambda: log.append(h.t))
    h.finitialize(-65)
    until(1.5)
    del asks
    until(2.5)
    assert log == [1, 2]
    del other
    until(3.5)
    again = h.NetCon(stim, None)
    h.finitialize(-65)
    until(1.5)
    assert log == [1, 2] and again.pre() == stim


def test_an_action_goes_on_while_a_vector_keeps_its_source():
    class Mentioned:
        pass

    stim, log, times, mentioned = net_stim(1, 100, 1), [], h.Vector(), Mentioned()
    alive = weakref.ref(mentioned)
    nc = h.NetCon(stim, None)
    nc.record(times)
    nc.record(lambda mentioned=mentioned: log.append(h.t))
    del nc, mentioned
    h.finitialize(-65)
    until(2.5)
    assert log == list(times) == [1, 2] and alive() is not None
    del times
    h.finitialize(-65)  # sees that nobody can read it any more
    assert alive() is None


def test_an_action_does_not_keep_a_cell():
    class Cell:
        def __init__(self):
            self.stim, self.spikes = net_stim(1, 100, 1), 0

        def fires(self):
            self.spikes += 1

    cell, known = Cell(), len(list(h.List("NetStim")))
    nc = h.NetCon(cell.stim, None)
    nc.record(cell.fires)
    h.finitialize(-65)
    until(2.5)
    assert cell.spikes == 2
    alive = weakref.ref(cell)
    del cell
    assert alive() is not None
    del nc
    assert alive() is None and len(list(h.List("NetStim"))) == known - 1


# ---- what changes while a spike is under way ----


@pytest.mark.parametrize("delays", [(2, 2, 2, 2), (2, 2, 2, 2.5)], ids=["one delay", "two"])
def test_a_spike_reaches_those_that_were_there(delays):
    stim = net_stim(1, 1, 1)
    cells = [h.IntFire1() for _ in range(5)]
    links = [h.NetCon(stim, cell, 0, delay, 2) for cell, delay in zip(cells, delays)]
    counts = [h.Vector() for _ in cells]
    watches = [h.NetCon(cell, None) for cell in cells]
    for watch, count in zip(watches, counts):
        watch.record(count)
    links[1].active(0)
    h.finitialize(-65)
    until(1.5)
    links[0].active(0)
    links[1].active(1)
    links[2].delay = 10
    links.append(h.NetCon(stim, cells[4], 0, 2, 2))
    until(3.2)
    assert [list(count) for count in counts[:3]] == [[3], [], [3]] and not counts[4]
    del links[3]
    until(5)
    assert list(counts[3]) == ([3] if delays[3] == 2 else [])


# ---- lifetimes ----


def test_the_end_of_source_and_target(soma):
    stim, syn = net_stim(0.5, 100, 0.5), h.ExpSyn(soma(0.5))
    nc = h.NetCon(stim, syn)
    nc.weight[0] = 1
    h.finitialize(-65)
    until(1)
    del stim
    gc.collect()
    assert nc.pre() is None and not nc.valid() and nc.srcgid() == -1
    until(3)
    del syn
    gc.collect()
    assert nc.syn() is None and nc.weight[0] == 1.0 and nc.event(4) == 0.0
    until(5)


def test_the_end_of_the_section():
    section = h.Section(name="gone")
    syn = h.ExpSyn(section(0.5))
    nc = h.NetCon(section(0.5)._ref_v, syn, sec=section)
    h.finitialize(-65)
    nc.event(1)
    h.delete_section(sec=section)
    until(2)
    assert nc.preseg() is None and nc.postseg() is None and not nc.valid()
    assert nc.syn() == syn


# ---- global identifiers, one process ----


def test_gids(pc, soma):
    syn = h.ExpSyn(soma(0.5))
    assert pc.set_gid2node(3, 0) == 0.0 and pc.gid_exists(3) == 1 and pc.gid_exists(4) == 0
    nc = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    assert pc.cell(3, nc) == 0.0
    assert (pc.gid_exists(3), nc.srcgid(), pc.gid2obj(3), pc.gid2cell(3)) == (3, 3, None, None)
    assert pc.threshold(3) == 10.0 and pc.threshold(3, -20) == -20.0 and nc.threshold == -20.0
    joined = pc.gid_connect(3, syn)
    assert (joined.srcgid(), joined.preseg(), joined.threshold) == (3, soma(0.5), -20.0)
    elsewhere = pc.gid_connect(7, syn)
    assert (elsewhere.pre(), elsewhere.srcgid(), elsewhere.preseg(), pc.gid_exists(7)) == (None, 7, None, 0)
    stim = h.NetStim()
    own = h.NetCon(stim, None)
    pc.set_gid2node(13, 0)
    pc.cell(13, own, 0)
    assert (pc.gid_exists(13), pc.gid2obj(13), own.srcgid()) == (2, stim, 13)
    pc.outputcell(13)
    assert pc.gid_exists(13) == 3
    assert pc.gid_clear() == 0.0
    assert (pc.gid_exists(3), nc.srcgid()) == (0, -1)


def test_bad_gids(pc, soma):
    nc = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    pc.set_gid2node(3, 0)
    with pytest.raises(ValueError, match="already exists"):
        pc.set_gid2node(3, 0)
    with pytest.raises(IndexError):
        pc.set_gid2node(-1, 0)
    with pytest.raises(ValueError, match="has not been set"):
        pc.cell(12, nc)
    with pytest.raises(ValueError, match="no associated cell"):
        pc.gid_connect(3, h.ExpSyn(soma(0.5)))
    with pytest.raises(ValueError, match="no source"):
        pc.cell(3, h.NetCon(None, None))
    pc.cell(3, nc)
    pc.set_gid2node(4, 0)
    with pytest.raises(ValueError, match="already associated"):
        pc.cell(4, nc)
    for call in (pc.gid2obj, pc.threshold, pc.outputcell):
        with pytest.raises(ValueError):
            call(99)


def test_spikes_of_gids(pc):
    stims = [net_stim(1 + i, 3, 2) for i in range(3)]
    for gid, stim in enumerate(stims):
        pc.set_gid2node(gid, 0)
        pc.cell(gid, h.NetCon(stim, None))  # the source outlives the NetCon
    times, ids = h.Vector(), h.Vector()
    pc.spike_record(-1, times, ids)
    h.finitialize(-65)
    pc.psolve(5)
    assert list(times) == [1, 2, 3, 3, 4, 5, 5]
    assert list(ids) == [0, 1, 2, 0, 1, 2, 0] or sorted(ids) == [0, 0, 0, 1, 1, 2, 2]
    with pytest.raises(ValueError):
        pc.spike_record(99, times, ids)


def test_psolve(pc, soma):
    h.finitialize(-65)
    for tstop, t in (
        (0.024, 0),
        (0.025, 0.025),
        (0.026, 0.025),
        (0.0626, 0.05),
        (0.26, 0.25),
        (0.2875, 0.275),
    ):
        assert pc.psolve(tstop) == 0.0
        assert h.t == pytest.approx(t, abs=1e-12)
    with pytest.raises(ValueError):
        pc.psolve(0.1)
    with pytest.raises(ValueError):
        pc.psolve(float("nan"))
    h.finitialize(-65)
    pc.psolve(100)
    assert h.t == 100.00000000001417
    assert (pc.nthread(), pc.nthread(4), pc.nthread(), pc.nthread(1)) == (1, 4, 4, 1)
    assert (pc.timeout(10), pc.timeout(20), pc.timeout()) == (20.0, 10.0, 20.0)
    assert pc.set_maxstep(10) == 10.0
    assert pc.t(0) == h.t and pc.dt(0) == h.dt


def test_an_interrupt_ends_psolve_behind_a_step(pc, soma):
    import signal
    import threading

    if not hasattr(signal, "raise_signal") or threading.current_thread() is not threading.main_thread():
        pytest.skip("needs the main thread and signal.raise_signal")
    ticks = []
    timer = threading.Timer(0.2, lambda: (ticks.append(1), signal.raise_signal(signal.SIGINT)))
    h.finitialize(-65)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # programs in the background ignore it
    try:
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            pc.psolve(1e9)
        timer.join()
    finally:
        signal.signal(signal.SIGINT, before)
    assert ticks == [1]
    assert abs(h.t / h.dt - round(h.t / h.dt)) < 1e-3
    h.finitialize(-65)
    pc.psolve(1)
