"""FInitializeHandler, and the order of what finitialize does. Numbers are those of NEURON 9.0.2."""

import gc

import pytest

from neuron import h


@pytest.fixture
def soma():
    section = h.Section(name="soma")
    section.L = section.diam = 10
    section.insert("hh")
    return section


def steps(n):
    for _ in range(n):
        h.fadvance()


def test_functions_of_the_top_level(soma):
    soma(0.5).v = -50
    assert h.finitialize() == 1.0 and soma(0.5).v == -50
    assert h.finitialize(-60) == 1.0 and soma(0.5).v == -60 and h.t == 0
    assert h.fadvance() == 1.0 and h.t == 0.025
    assert h.fcurrent() == 1.0
    v = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-60)
    steps(3)
    soma(0.5).v = -70
    assert h.frecord_init() == 1.0
    assert list(v) == [-70]
    steps(1)
    assert len(v) == 2
    with pytest.raises(ValueError):
        h.finitialize(float("nan"))
    h.t = 100
    h.fadvance()
    assert h.t == pytest.approx(100.025)


@pytest.mark.parametrize("dt", [0, -1, float("nan"), float("inf")])
def test_bad_steps(soma, dt):
    h.finitialize(-65)
    h.dt = dt
    try:
        with pytest.raises(ValueError, match="dt"):
            h.fadvance()
        assert h.t == 0
    finally:
        h.dt = 0.025
    h.fadvance()


def test_what_each_type_sees(soma):
    syn = h.ExpSyn(soma(0.5))
    nc = h.NetCon(None, syn)
    nc.weight[0] = 0.5
    g = h.Vector().record(syn._ref_g)
    h.finitialize(-70)
    steps(1)
    before = soma(0.5).v
    seen = {}

    def look(kind):
        seen[kind] = (h.t, soma(0.5).v, syn.g, soma(0.5).m_hh, len(g))

    handlers = [h.FInitializeHandler(kind, (look, kind)) for kind in range(4)]
    handlers.append(h.FInitializeHandler(1, lambda: nc.event(0)))
    h.finitialize(-65)
    m = 0.05293248525724958
    assert seen[3][:2] == (0.025, before) or seen[3][1] == before
    assert seen[0][:2] == (0.0, -65.0) and seen[0][3] != m
    assert seen[1][:3] == (0.0, -65.0, 0.0) and seen[1][3] == pytest.approx(m, rel=1e-12)
    assert seen[2][2] == 0.5 and seen[2][4] == 1
    assert list(g) == [0.5]


def test_changes_by_handlers(soma):
    v = h.Vector().record(soma(0.5)._ref_v)

    def set_v(value):
        soma(0.5).v = value

    handler = h.FInitializeHandler(0, (set_v, -30))
    h.finitialize(-65)
    m = soma(0.5).m_hh
    assert v[0] == -30
    handler = h.FInitializeHandler((set_v, -30))
    h.finitialize(-65)
    assert v[0] == -30 and soma(0.5).m_hh != m
    handler = h.FInitializeHandler(2, (set_v, -30))
    h.finitialize(-65)
    assert v[0] == -65 and soma(0.5).v == -30
    del handler
    h.finitialize(-65)
    assert soma(0.5).v == -65


def test_events_planned_by_handlers(soma):
    cv, fired = h.CVode(), []

    def plan(kind):
        cv.event(0, lambda: fired.append((kind, h.t)))

    handlers = [h.FInitializeHandler(kind, (plan, kind)) for kind in range(4)]
    h.finitialize(-65)
    assert fired == [(0, 0.0), (1, 0.0)]
    steps(1)
    assert fired[2:] == [(2, 0.025)]
    del handlers


def test_order_and_forms():
    calls = []
    handlers = [h.FInitializeHandler(lambda k=k: calls.append(k)) for k in range(3)]
    handlers.append(h.FInitializeHandler((lambda a, b: calls.append((a, b)), (1, 2))))
    h("event_handler_x_ = 0")
    handlers.append(h.FInitializeHandler("event_handler_x_ += 1"))
    handlers.append(h.FInitializeHandler(1, "event_handler_x_ += 10"))
    h.finitialize(-65)
    assert calls == [0, 1, 2, (1, 2)] and h.event_handler_x_ == 11
    del handlers[1], calls[:]
    gc.collect()
    h.finitialize(-65)
    assert calls == [0, 2, (1, 2)]
    del handlers[:]
    gc.collect()
    h.finitialize(-65)
    assert h.event_handler_x_ == 22


def test_handlers_that_end_handlers():
    calls = []
    handlers = [h.FInitializeHandler(lambda: (calls.append("a"), handlers.clear()))]
    handlers.append(h.FInitializeHandler(lambda: calls.append("b")))
    h.finitialize(-65)
    assert calls == ["a"]
    h.finitialize(-65)
    assert calls == ["a"]


def test_scope_of_a_template():
    h(
        """
begintemplate HandlerScopeOfTest
public n
objref fih
proc init() { n = 0  fih = new FInitializeHandler("n += 1") }
endtemplate HandlerScopeOfTest
"""
    )
    cell = h.HandlerScopeOfTest()
    h.finitialize(-65)
    assert cell.n == 1
    other = h.FInitializeHandler("n += 10", cell)
    typed = h.FInitializeHandler(0, "n += 100", cell)
    h.finitialize(-65)
    assert cell.n == 112
    del other, typed
    before = h.List("HandlerScopeOfTest").count()
    del cell
    gc.collect()
    assert h.List("HandlerScopeOfTest").count() == before - 1
    h.finitialize(-65)


def test_bad_handlers(soma):
    for args in ((), (3,), (0,), (lambda: 0, 1)):
        with pytest.raises(TypeError):
            h.FInitializeHandler(*args)
    with pytest.raises(IndexError):
        h.FInitializeHandler(4, "x=1")
    failing = h.FInitializeHandler(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        h.finitialize(-65)
    del failing
    h.finitialize(-65)
    h.fadvance()


def test_a_handler_may_change_the_model(soma):
    made = []

    def build():
        section = h.Section(name="more")
        section.connect(soma(1))
        section.insert("hh")
        made.append(section)

    handlers = [h.FInitializeHandler(kind, build) for kind in range(4)]
    v = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-65)
    steps(3)
    assert len(v) == 4 and len(made) == 4
    del handlers


def test_progress(soma, capfd):
    import neuron
    from neuron._api import progress

    assert neuron.progress() is False
    assert neuron.progress(True) is False
    try:
        h.finitialize(-65)
        h.ParallelContext().psolve(1)
    finally:
        assert neuron.progress(False) is True
    assert "1 of 1 ms" in capfd.readouterr()[1]
    assert progress.text(25, 100, 2).endswith("] 25 of 100 ms, 6 s left")
