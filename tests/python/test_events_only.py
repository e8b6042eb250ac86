"""Models of artificial cells alone under CVode.active: their time goes from event to event. Numbers of NEURON 9.0.2."""

import gc

import pytest

from neuron import h


@pytest.fixture(autouse=True)
def no_sections():
    """Variable steps are for models without any; they are switched off behind the test."""
    gc.collect()
    for section in list(h.allsec()):
        h.delete_section(sec=section)
    yield
    h.CVode().active(False)


@pytest.fixture
def model():
    """A driven cell under variable steps."""

    class Model:
        pass

    made = Model()
    made.cell, made.stim = h.IntFire1(), h.NetStim()
    made.cell.refrac = 5
    made.stim.number, made.stim.start, made.stim.interval, made.stim.noise = 4, 1.3, 2.5, 0
    made.drive = h.NetCon(made.stim, made.cell)
    made.drive.weight[0], made.drive.delay = 2, 0.7
    made.times = h.Vector()
    made.out = h.NetCon(made.cell, None)
    made.out.record(made.times)
    made.cvode, made.pc = h.CVode(), h.ParallelContext()
    made.cvode.active(True)
    return made


def test_switch(model):
    assert (model.cvode.active(), model.cvode.current_method()) == (True, 300)
    model.cvode.active(False)
    assert (model.cvode.active(), model.cvode.current_method()) == (False, 1)


def test_fadvance_goes_to_the_next_event(model):
    h.finitialize(-65)
    seen = []
    model.cvode.event(3.33, lambda: seen.append(h.t))
    times = []
    for _ in range(6):
        h.fadvance()
        times.append(h.t)
    assert times == pytest.approx([1.3, 2.0, 3.33, 3.8, 4.5, 6.3], abs=1e-12)
    assert seen == pytest.approx([3.33], abs=1e-12)


def test_psolve_ends_at_its_time(model):
    h.finitialize(-65)
    model.pc.psolve(7.1)
    assert h.t == 7.1
    assert list(model.times) == pytest.approx([2.0, 7.0], abs=1e-12)
    model.cvode.solve(25)
    assert h.t == 25


def test_callbacks_run_at_their_times_and_may_send(model):
    h.finitialize(-65)
    seen = []

    def again():
        seen.append(h.t)
        if len(seen) < 4:
            model.cvode.event(h.t + 0.3, again)

    model.cvode.event(0.25, again)
    model.pc.psolve(5)
    assert seen == pytest.approx([0.25, 0.55, 0.85, 1.15], abs=1e-12)


def test_record_at_intervals(model):
    m = h.Vector()
    m.record(model.cell._ref_m, 1.5)
    h.finitialize(-65)
    model.pc.psolve(9)
    assert list(m) == [0, 0, 2, 2, 2, 2, 2]


def test_an_error_of_a_callback_leaves_the_rest(model):
    h.finitialize(-65)
    model.cvode.event(3, lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        model.pc.psolve(10)
    assert h.t == 3
    model.pc.psolve(10)
    assert list(model.times) == pytest.approx([2.0, 7.0], abs=1e-12)


def test_sections_are_refused(model):
    h.finitialize(-65)
    section = h.Section(name="s")
    for call in (lambda: h.finitialize(-65), lambda: model.pc.psolve(1), lambda: model.cvode.active(1)):
        with pytest.raises(NotImplementedError, match="h.dt"):
            call()
    h.delete_section(sec=section)
    h.finitialize(-65)


# ---- connections that end while their events are on the way ----


@pytest.mark.parametrize("active", [False, True])
def test_a_deleted_connection_delivers_nothing(active):
    h.CVode().active(active)
    before = h.List("NetCon").count()
    cell, other, stim = h.IntFire1(), h.IntFire1(), h.NetStim()
    stim.number, stim.start, stim.interval = 1, 1, 1
    connections = [h.NetCon(stim, target) for target in (cell, other) for _ in range(50)]
    for number, connection in enumerate(connections):
        connection.delay, connection.weight[0] = 2 + 0.01 * number, 0.001
    h.finitialize(-65)
    pc = h.ParallelContext()
    pc.psolve(1.5)
    del connection
    del connections[:50]
    assert h.List("NetCon").count() == before + 50
    again = [h.NetCon(None, cell) for _ in range(200)]  # their memory is not that of the ones under way
    pc.psolve(5)
    assert cell.m == 0
    assert other.M() == pytest.approx(0.05, rel=0.2)
    assert [connection.weight[0] for connection in again] == [0] * 200


def test_events_of_an_instance_know_the_weights_of_a_deleted_connection():
    before = h.List("NetCon").count()
    cell, stim = h.IntFire1(), h.NetStim()
    stim.number, stim.start = 1, 1
    cell.refrac = 3
    connection = h.NetCon(stim, cell)
    connection.weight[0] = 2
    h.finitialize(-65)
    pc = h.ParallelContext()
    pc.psolve(2.5)  # it has fired and waits for the end of its refractory time
    assert cell.m == 2
    connection = None
    pc.psolve(6)
    assert (h.List("NetCon").count(), cell.m) == (before, 0)


def test_many_weights():
    cell = h.IntFire1()
    connection = h.NetCon(None, cell)
    reference = connection._ref_weight[0]
    reference[0] = 0.25
    assert (connection.wcnt(), connection.weight[0]) == (1, 0.25)
    connection.setpost(h.ExpSyn(h.Section(name="here")(0.5)))
    assert (connection.wcnt(), connection.weight[0]) == (1, 0.25)
