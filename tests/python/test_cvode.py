"""CVode: events of users, lists, settings, the refusal of variable steps. Numbers are those of NEURON 9.0.2."""

import pytest

from neuron import h


@pytest.fixture
def cv():
    section = h.Section(name="soma")
    section.insert("pas")
    yield h.CVode()
    h.dt = 0.025


@pytest.fixture
def fired():
    return []


def steps(n):
    for _ in range(n):
        h.fadvance()


def test_when_actions_run(cv, fired):
    h.finitialize(-65)
    for te in (0.001, 0.01, 0.0125, 0.01875, 0.025, 0.03, 0.0374, 0.0376, 0.05, 0.0562, 0.1):
        cv.event(te, lambda te=te: fired.append((te, h.t)))
    steps(5)
    assert fired == [
        (0.001, 0.025),
        (0.01, 0.025),
        (0.0125, 0.025),
        (0.01875, 0.025),
        (0.025, 0.025),
        (0.03, 0.05),
        (0.0374, 0.05),
        (0.0376, 0.05),
        (0.05, 0.05),
        (0.0562, 0.075),
        (0.1, 0.09999999999999999),
    ]


def test_the_time_at_which_an_event_waits(cv):
    h.finitialize(-65)
    assert cv.event(0.0376) == 0.0376
    assert cv.event(0.05) == 0.043750000000000004
    assert cv.event(0.1) == 0.09375
    assert cv.event(0.05 + 1e-8) == pytest.approx(0.04375001, rel=1e-9)
    assert cv.event(0.05 + 1e-6) == 0.050001000000000004


def test_events_of_one_time(cv, fired):
    def order(times):
        del fired[:]
        h.finitialize(-65)
        for i, t in enumerate(times):
            cv.event(t + 0.001, lambda i=i: fired.append(i))
        steps(24)
        return fired

    assert order([0.5, 0.5, 0.5]) == [0, 1, 2]
    assert order([0.5, 0.5, 0.3]) == [2, 1, 0]
    assert order([0.5, 0.5, 0.3, 0.5, 0.2, 0.3]) == [4, 2, 5, 1, 0, 3]
    assert order([0.3, 0.5, 0.5, 0.2, 0.2, 0.5, 0.3]) == [3, 4, 0, 6, 1, 2, 5]


def test_actions_are_run_behind_the_record(cv):
    h("event_cv_x_ = 0")
    x = h.Vector().record(h._ref_event_cv_x_)
    h.finitialize(-65)
    cv.event(0.01, (lambda value: setattr(h, "event_cv_x_", value), 5))
    cv.event(0.05, "event_cv_x_ = 7")
    steps(3)
    assert list(x) == [0, 0, 5, 7]


def test_an_action_may_plan_others(cv, fired):
    h.finitialize(-65)

    def plan():
        fired.append(h.t)
        cv.event(h.t + 0.01, lambda: fired.append(h.t))
        cv.event(h.t + 0.025, lambda: fired.append(h.t))

    cv.event(0.05, plan)
    steps(5)
    assert fired == [0.05, 0.075, 0.075]


def test_scopes(cv):
    h(
        """
begintemplate EventScopeOfTest
public x, plan
objref cv
proc init() { x = 0  cv = new CVode() }
proc plan() { cv.event($1, "x += 1") }
endtemplate EventScopeOfTest
"""
    )
    cell = h.EventScopeOfTest()
    h.finitialize(-65)
    cell.plan(0.03)
    cv.event(0.03, "x += 10", cell)
    steps(3)
    assert cell.x == 11
    cell.plan(1)
    del cell
    with pytest.raises(ReferenceError):
        steps(50)


def test_errors_come_out_and_the_run_goes_on(cv, fired):
    h.finitialize(-65)
    cv.event(0.03, lambda: 1 / 0)
    cv.event(0.03, lambda: fired.append(h.t))
    h.fadvance()
    with pytest.raises(ZeroDivisionError):
        h.fadvance()
    assert h.t == 0.05
    h.fadvance()
    assert fired == [0.075]
    with pytest.raises(TypeError):
        cv.event(1, 3)
    with pytest.raises(ValueError):
        cv.event(float("nan"))


def test_finitialize_drops_events(cv, fired):
    cv.event(0.03, lambda: fired.append(1))
    h.finitialize(-65)
    steps(4)
    assert fired == []


def test_variable_steps_are_refused(cv):
    assert (
        cv.active() is False
        and cv.active(0) is False
        and cv.use_local_dt() is False
        and cv.use_daspk(0) is False
    )
    for call in (
        lambda: cv.active(1),
        lambda: cv.use_local_dt(1),
        lambda: cv.use_daspk(1),
        lambda: cv.states(h.Vector()),
    ):
        with pytest.raises(NotImplementedError, match="h.dt"):
            call()


def test_settings(cv):
    assert cv.rtol() == 0.0 and cv.rtol(1e-3) == 0.001 and h.CVode().rtol() == 0.001 and cv.rtol(0) == 0
    assert cv.atol() == 0.001 and cv.atol(0.1) == 0.1 and cv.atol(0.001) == 0.001
    assert cv.minstep() == 0.0 and cv.maxstep() == 1e9
    assert cv.maxorder() == 5 and cv.maxorder(3) == 3 and cv.maxorder(5) == 5
    assert cv.jacobian(1) == 1 and cv.jacobian(0) == 0 and cv.stiff() == 2
    assert cv.condition_order() == 1 and cv.condition_order(2) == 2 and cv.condition_order(1) == 1
    assert (
        cv.queue_mode() == 0 and cv.queue_mode(1) == 1 and cv.queue_mode(1, 1) == 3 and cv.queue_mode(0) == 0
    )
    assert cv.cache_efficient() is True and cv.cache_efficient(1) is True
    assert cv.use_mxb() is False and cv.use_long_double() is False and cv.dae_init_dteps() == 1e-9
    assert cv.current_method() == 1 and cv.order() == 0 and cv.re_init() == 0.0
    for call in (lambda: cv.maxorder(9), lambda: cv.order(1), lambda: cv.condition_order(3)):
        with pytest.raises(IndexError):
            call()
    with pytest.raises(ValueError):
        cv.atol(-1)


def test_use_fast_imem(cv):
    assert cv.use_fast_imem(1) is False
    assert cv.use_fast_imem() is True
    assert cv.use_fast_imem(0) is True
    assert cv.use_fast_imem() is False


def test_solve(cv):
    h.finitialize(-65)
    assert cv.solve() == 0.0 and h.t == 0.025
    cv.solve(0.1)
    assert h.t == 0.09999999999999999
    cv.fixed_step()
    assert h.t == 0.12499999999999999


def test_record(cv):
    section = h.Section(name="dend")
    y, t = h.Vector(), h.Vector()
    cv.record(section(0.5)._ref_v, y, t)
    h.finitialize(-65)
    steps(2)
    assert list(y) == [-65, -65, -65] and list(t) == [0, 0.025, 0.05]
    cv.record_remove(y)
    steps(1)
    assert len(y) == 3


def test_netconlist(cv):
    h(
        """
begintemplate EventCellOfTest
public soma, syn
create soma
objref syn
proc init() { create soma  soma syn = new ExpSyn(.5) }
endtemplate EventCellOfTest
"""
    )
    a, b = h.EventCellOfTest(), h.EventCellOfTest()
    before = cv.netconlist("", "", "").count()
    ab = h.NetCon(a.soma(0.5)._ref_v, b.syn, sec=a.soma)
    ba = h.NetCon(b.soma(0.5)._ref_v, a.syn, sec=b.soma)
    stim = h.NetStim()
    sa = h.NetCon(stim, a.syn)
    assert cv.netconlist("", "", "").count() == before + 3
    assert list(cv.netconlist(a, "", "")) == [ab]
    assert list(cv.netconlist("", a, "")) == [ba, sa]
    assert list(cv.netconlist("", "", b.syn)) == [ab]
    assert list(cv.netconlist(str(b), "EventCell.*", "ExpSyn.*")) == [ba]
    assert list(cv.netconlist(None, "", "")) == []
    assert (ab.precell(), ab.postcell()) == (a, b)
    assert list(ba.postcelllist()) == [ba, sa] and list(ba.precelllist()) == [ba]
    given = h.List()
    assert cv.netconlist(a, b, "", given) == given and given.count() == 1


def test_what_waits(cv, capfd):
    stim = h.NetStim()
    stim.start, stim.noise = 5, 0
    target = h.IntFire1()
    nc = h.NetCon(stim, target)
    h.finitialize(-65)
    nc.event(2)
    nc.event(1)
    times, flags, ncs, targets = h.Vector(), h.Vector(), h.List(), h.List()
    cv.event_queue_info(2, times, ncs)
    assert list(times) == [1, 2] and list(ncs) == [nc, nc]
    cv.event_queue_info(3, times, flags, targets)
    mine = [i for i, target in enumerate(targets) if target == stim]  # NetStims of other tests may be alive
    assert [times[i] for i in mine] == [5] and [flags[i] for i in mine] == [3]
    cv.print_event_queue(times)
    assert list(times)[:2] == [1, 2] and 5 in list(times)
    stat = h.Vector()
    cv.spike_stat(stat)
    assert len(stat) == 7 and stat[5] >= 3
    cv.print_event_queue()
    cv.statistics()
