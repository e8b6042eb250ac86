"""Networks whose parts end while events are on their way, and what goes on when a NetCon has ended."""

import gc

import pytest

from neuron import h


def artificial(refrac=0):
    made = h.IntFire1()
    made.tau, made.refrac = 10, refrac
    return made


def train(count=8, start=1, interval=2):
    made = h.NetStim()
    made.start, made.number, made.interval, made.noise = start, count, interval, 0
    return made


def run(tstop, events=()):
    """events: (time, action) in order."""
    h.dt = 0.025
    h.finitialize(-65)
    for time, action in events:
        while h.t < time - 1e-9:
            h.fadvance()
        action()
    while h.t < tstop - 1e-9:
        h.fadvance()


@pytest.fixture
def fan():
    """A train to four cells, 0.75, 1.75 … ms behind it; times and numbers of their spikes."""
    stim, cells = train(), [artificial() for _ in range(4)]
    links = [h.NetCon(stim, cell, 0, 0.75 + i, 1.5) for i, cell in enumerate(cells)]
    times, ids = h.Vector(), h.Vector()
    watches = [h.NetCon(cell, None) for cell in cells]
    for i, watch in enumerate(watches):
        watch.record(times, ids, i)
    return {"stims": [stim], "cells": cells, "links": links, "watches": watches, "times": times, "ids": ids}


def spikes(fan, i):
    return [t for t, number in zip(fan["times"], fan["ids"]) if number == i]


def test_what_is_on_its_way_to_an_ended_connection_is_not_delivered(fan):
    run(20, [(3.2, lambda: fan["links"].pop(1))])  # sent at 3, due at 4.75
    assert spikes(fan, 1) == [2.75]
    for i in (0, 2, 3):
        assert spikes(fan, i) == [1 + 2 * k + 0.75 + i for k in range(8)]


def test_a_cell_ends_with_events_on_their_way(fan):
    def end():
        del fan["cells"][2], fan["links"][2], fan["watches"][2]
        gc.collect()

    run(20, [(5.2, end)])
    assert spikes(fan, 2) == [3.75]
    assert spikes(fan, 3) == [1 + 2 * k + 3.75 for k in range(8)]


def test_a_source_ends_with_events_on_their_way(fan):
    run(20, [(6.3, fan["stims"].clear), (6.3, gc.collect)])
    # What had been sent still arrives: the connections are there.
    assert [spikes(fan, i) for i in range(4)] == [
        [1.75, 3.75, 5.75],
        [2.75, 4.75, 6.75],
        [3.75, 5.75, 7.75],
        [4.75, 6.75, 8.75],
    ]


def test_a_section_ends_with_a_synapse_that_expects_events():
    soma = h.Section(name="soma")
    kept = [h.ExpSyn(soma(0.5)), train()]
    kept.append(h.NetCon(kept[1], kept[0], 0, 1, 0.01))
    other, times = artificial(), h.Vector()
    links = [h.NetCon(kept[1], other, 0, 1, 1.5), h.NetCon(other, None)]
    links[1].record(times)
    run(8, [(1.5, lambda: h.delete_section(sec=soma))])
    assert list(times) == [2, 4, 6, 8] and not kept[0].has_loc()


@pytest.mark.parametrize("kind", ["voltage", "artificial"])
def test_recording_goes_on_when_its_netcon_has_ended(kind):
    soma = h.Section(name="soma")
    soma.L = soma.diam = 20
    soma.insert("hh")
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 1, 0.5, 1
    stim = train(2)

    def connect():
        return h.NetCon(soma(0.5)._ref_v, None, sec=soma) if kind == "voltage" else h.NetCon(stim, None)

    before = h.List("NetCon").count()
    times, called = h.Vector(), []
    connect().record(times)
    assert h.List("NetCon").count() == before
    run(6)
    found = list(times)
    assert len(found) == (1 if kind == "voltage" else 2)
    again = connect()
    assert again.get_recordvec() == times
    again.record(lambda: called.append(h.t))
    del again
    run(6)
    assert list(times) == found and len(called) == len(found)
    connect().record()  # taken off
    times.resize(0)
    run(6)
    assert times.size() == 0


def test_recording_ends_with_its_vector_or_what_it_watches():
    soma = h.Section(name="soma")
    times, count = h.Vector(), h.Vector()
    h.NetCon(soma(0.5)._ref_v, None, -70, 1, 0, sec=soma).record(times)
    stim = train(2)
    h.NetCon(stim, None).record(count)
    run(2)
    assert times.size() == 1 and count.size() == 1
    del times
    run(2)
    other = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    assert other.threshold == 10 and other.get_recordvec() is None  # a source of its own
    del soma, stim
    gc.collect()
    count.resize(0)
    run(2)
    assert count.size() == 0


def test_recording_by_a_gid_ends_with_the_gid_where_no_connection_is_left():
    pc, stim, times = h.ParallelContext(), train(2), h.Vector()
    pc.set_gid2node(5, pc.id())
    pc.cell(5, h.NetCon(stim, None))
    pc.spike_record(5, times, h.Vector())
    run(6)
    assert list(times) == [1, 3]
    pc.gid_clear()
    times.resize(0)
    run(6)
    assert times.size() == 0


def test_what_is_played_at_zero_stands_before_voltages_are_set():
    soma = h.Section(name="soma")
    clamp = h.IClamp(soma(0.5))
    seen = []
    amp, volts, at = h.Vector([3, 4]), h.Vector([10, 20]), h.Vector([0, 5])
    amp.play(clamp._ref_amp, at)
    volts.play(soma(0.5)._ref_v, at)
    handlers = [
        h.FInitializeHandler(k, lambda k=k: seen.append((k, clamp.amp, soma(0.5).v))) for k in (0, 1, 2)
    ]
    h.finitialize(-65)
    assert seen == [(0, 3, -65), (1, 3, -65), (2, 3, -65)] and len(handlers) == 3
    h.finitialize()
    assert seen[3:] == [(0, 3, 10), (1, 3, 10), (2, 3, 10)]
