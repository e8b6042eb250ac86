"""StateTransitionEvent: refusals, errors in actions, lives."""

import gc

import pytest

from neuron import h


@pytest.fixture
def soma():
    section = h.Section(name="soma")
    section.L = section.diam = 20
    yield section
    h.delete_section(sec=section)


def timed(action, at=0.5, states=2):
    machine = h.StateTransitionEvent(states)
    threshold = h.ref(at)
    machine.transition(0, states - 1, h._ref_t, threshold, action)
    return machine, h.FInitializeHandler(1, (machine.state, 0)), threshold


def run(tstop=1.0):
    h.dt = 0.025
    h.finitialize(-65)
    while h.t < tstop - 1e-9:
        h.fadvance()


def test_refusals(soma):
    machine = h.StateTransitionEvent(2)
    threshold = h.ref(1)
    for bad in (0, -1):
        with pytest.raises(IndexError):
            h.StateTransitionEvent(bad)
    with pytest.raises(TypeError):
        h.StateTransitionEvent(2, soma(0.5))
    with pytest.raises(TypeError, match="point process"):
        h.StateTransitionEvent(2, h.Vector())
    assert h.StateTransitionEvent(2, h.ExpSyn(soma(0.5))).state() == 0
    for bad in (2, -1):
        with pytest.raises(IndexError):
            machine.state(bad)
        with pytest.raises(IndexError):
            machine.transition(0, bad, h._ref_t, threshold)
        with pytest.raises(IndexError):
            machine.transition(bad, 0, h._ref_t, threshold)
    with pytest.raises(TypeError, match="reference to a number"):
        machine.transition(0, 1, h.ref("text"), threshold)
    with pytest.raises(TypeError):
        machine.transition(0, 1, h._ref_t, 1.0)
    with pytest.raises(TypeError):
        machine.transition(0, 1, h._ref_t, threshold, 5)
    assert machine.state() == 0


def test_error_of_an_action(soma):
    def fail():
        raise KeyError("mine")

    machine, handler, threshold = timed(fail)
    with pytest.raises(KeyError, match="mine"):
        run()
    assert machine.state() == 1 and h.t == pytest.approx(0.5)
    h.fadvance()
    del handler, threshold


def test_machine_ends_in_its_action(soma):
    taken = []
    keep = []

    def end():
        taken.append(h.t)
        keep.clear()
        gc.collect()

    keep.extend(timed(end))
    run()
    run()
    assert len(taken) == 1


def test_variable_that_is_gone(soma):
    taken = []
    other = h.Section(name="other")
    machine = h.StateTransitionEvent(2)
    machine.transition(0, 1, other(0.5)._ref_v, h.ref(-100), lambda: taken.append(h.t))
    handler = h.FInitializeHandler(1, (machine.state, 0))
    h.finitialize(-120)
    h.delete_section(sec=other)
    for _ in range(5):
        h.fadvance()
    assert taken == [] and machine.state() == 0
    del handler


def test_rows_may_move(soma):
    taken = []
    sections = [h.Section(name="s%d" % i) for i in range(6)]
    machine = h.StateTransitionEvent(2)
    machine.transition(0, 1, sections[4](0.5)._ref_v, h.ref(-60), lambda: taken.append(h.t))
    handler = h.FInitializeHandler(1, (machine.state, 0))
    h.finitialize(-65)
    h.fadvance()
    sections[5].connect(sections[0])
    del sections[1]
    sections[3].v = -50  # what was sections[4]
    h.fadvance()
    h.fadvance()
    assert len(taken) == 1
    del handler


def test_action_may_change_the_model(soma):
    made = []
    machine, handler, threshold = timed(lambda: made.append(h.Section(name="made")))
    run()
    assert len(made) == 1 and machine.state() == 1
    h.fadvance()
    assert made[0](0.5).v == made[0](0.5).v
    del handler, threshold


def test_state_set_while_a_transition_waits(soma):
    taken = []
    first, handler, threshold = timed(lambda: (taken.append("first"), second.state(1)))
    second, other, also = timed(lambda: taken.append("second"))
    run()
    assert taken == ["first"] and second.state() == 1
    del handler, threshold, other, also
