"""ParallelContext.nthread: results are the same, to the last bit, with any number of threads."""

import os
import struct
import threading

import pytest

from neuron import h

NUMBERS = (1, 2, 3, 8)


@pytest.fixture
def pc():
    context = h.ParallelContext()
    yield context
    context.nthread(1)
    h.secondorder = 0
    h.CVode().use_fast_imem(0)


def cells(count, nseg=3):
    made = []
    for i in range(count):
        soma = h.Section(name="soma%d" % i)
        dend = h.Section(name="dend%d" % i)
        soma.L = soma.diam = 20 + i % 5
        dend.L, dend.diam, dend.nseg = 200 + 3 * i, 2, nseg
        dend.connect(soma(1))
        soma.insert("hh")
        dend.insert("pas")
        dend.g_pas = 1e-4 * (1 + i % 3)
        stimulus = h.IClamp(dend(0.7))
        stimulus.delay, stimulus.dur, stimulus.amp = 0.2 + 0.1 * (i % 4), 2, 0.3
        made.append((soma, dend, stimulus))
    return made


def tree(levels, nseg):
    sections = []
    for i in range(2**levels - 1):
        section = h.Section(name="branch%d" % i)
        section.L, section.diam, section.nseg = 60, 1.5, nseg
        section.insert("hh")
        if i > 0:
            section.connect(sections[(i - 1) // 2](1))
        sections.append(section)
    stimulus = h.IClamp(sections[-1](0.5))
    stimulus.dur, stimulus.amp = 5, 0.5
    return sections, stimulus


def all_bits():
    """Voltages, currents and states of the whole model, as bytes."""
    numbers = [h.t]
    for section in h.allsec():
        for segment in section.allseg():
            numbers.append(segment.v)
        for segment in section:
            for mechanism in segment:
                for variable in mechanism:
                    numbers.append(
                        variable[0] if hasattr(variable, "__len__") else getattr(mechanism, variable.name())
                    )
    return struct.pack("%dd" % len(numbers), *numbers)


def same_with_all_numbers(pc, run):
    found = {}
    for n in NUMBERS:
        assert pc.nthread(n) == n
        found[n] = run()
    assert len(set(found.values())) == 1


def run_to(t):
    h.finitialize(-65)
    h.ParallelContext().psolve(t)
    return all_bits()


@pytest.mark.parametrize("secondorder", (0, 1, 2))
def test_cells_of_any_shape(pc, secondorder):
    h.secondorder = secondorder
    kept = cells(60), tree(2, 7)
    same_with_all_numbers(pc, lambda: run_to(4))
    assert kept[0][0][0](0.5).hh.m > 0


def test_a_large_tree_is_cut(pc):
    kept = tree(6, 41)  # more than 2500 nodes in one cell
    same_with_all_numbers(pc, lambda: run_to(2))
    assert max(segment.v for segment in kept[0][-1]) > -60


def test_membrane_currents(pc):
    h.CVode().use_fast_imem(1)
    kept = cells(40), tree(6, 35)

    def run():
        h.finitialize(-65)
        h.ParallelContext().psolve(1)
        currents = [segment.i_membrane_ for section in h.allsec() for segment in section]
        return struct.pack("%dd" % len(currents), *currents)

    same_with_all_numbers(pc, run)
    assert len(kept) == 2


def test_numbers_that_are_played_and_recorded(pc):
    kept = cells(40)
    clamp = h.SEClamp(kept[7][0](0.5))
    clamp.dur1 = 100
    command, times = h.Vector([-65, 10, -80, -65]), h.Vector([0, 1, 2, 3])
    command.play(clamp._ref_amp1, times, 1)
    traces = [h.Vector().record(soma(0.5)._ref_v) for soma, _, _ in kept]

    def run():
        h.finitialize(-65)
        h.ParallelContext().psolve(3)
        return b"".join(struct.pack("%dd" % len(trace), *trace) for trace in traces)

    same_with_all_numbers(pc, run)
    assert max(traces[7]) > 0


def test_a_network(pc):
    kept = cells(48)
    links, synapses = [], []
    for i, (_, dend, _) in enumerate(kept):
        synapse = h.ExpSyn(dend(0.5))
        link = h.NetCon(kept[i - 1][0](0.5)._ref_v, synapse, sec=kept[i - 1][0])
        link.weight[0], link.delay, link.threshold = 0.01, 1 + 0.01 * i, -10
        links.append(link)
        synapses.append(synapse)
    spikes, ids = h.Vector(), h.Vector()
    for link in links:
        link.record(spikes, ids)

    def run():
        bits = run_to(12)
        return bits, tuple(spikes), tuple(ids)

    same_with_all_numbers(pc, run)
    assert len(spikes) >= len(kept)


def test_the_model_changes_between_runs_and_within_one(pc):
    kept = cells(30)

    def grow():
        kept[3][1].nseg = 25

    def run():
        kept[3][1].nseg = 3
        h.finitialize(-65)
        h.CVode().event(1, grow)
        h.ParallelContext().psolve(2)
        return all_bits()

    same_with_all_numbers(pc, run)
    assert kept[3][1].nseg == 25


def test_mechanisms_that_are_not_for_threads_share_one(pc):
    """With extracellular all trees are one system, which is solved by one thread."""
    kept = cells(12)
    for _, dend, _ in kept:
        dend.insert("extracellular")
    same_with_all_numbers(pc, lambda: run_to(1))


def test_errors_of_mechanisms_come_out(pc):
    kept = cells(40)
    pc.nthread(4)
    h.finitialize(-65)
    kept[5][0](0.5).hh.gnabar = float("nan")
    with pytest.raises(ValueError, match="soma5"):
        pc.psolve(1)
    kept[5][0](0.5).hh.gnabar = 0.12
    assert run_to(1)


def test_numbers_of_threads_that_are_none(pc):
    for wrong in (0, -1, 1e9, float("nan")):
        with pytest.raises((IndexError, ValueError, TypeError)):
            pc.nthread(wrong)
        assert pc.nthread() == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_was_forked_off_runs_alone(pc):
    kept = cells(30)
    pc.nthread(3)
    bits = run_to(1)
    child = os.fork()
    if child == 0:
        os._exit(0 if run_to(1) == bits else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert run_to(1) == bits and len(kept) == 30


def test_other_python_threads_go_on(pc):
    kept = cells(30)
    pc.nthread(2)
    counts, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            counts[0] += 1

    h.finitialize(-65)
    thread = threading.Thread(target=count)
    thread.start()
    pc.psolve(20)
    before = counts[0]
    stop.set()
    thread.join()
    assert before > 0 and len(kept) == 30
