"""PatternStim and PointProcessMark: what is played, refusals, lives."""

import gc

import pytest

from neuron import h


@pytest.fixture
def parallel():
    context = h.ParallelContext()
    context.gid_clear()
    yield context
    context.gid_clear()


class Counter:
    """A cell that fires for each event, connected to a gid."""

    def __init__(self, parallel, gid, delay=1):
        self.cell = h.IntFire1()
        self.cell.tau = 1e9
        self.cell.refrac = 0
        self.incoming = parallel.gid_connect(gid, self.cell)
        self.incoming.weight[0] = 2
        self.incoming.delay = delay
        self.times = h.Vector()
        self.outgoing = h.NetCon(self.cell, None)
        self.outgoing.record(self.times)

    def run(self, tstop=8):
        h.dt = 0.025
        h.finitialize(-65)
        while h.t < tstop - 1e-9:
            h.fadvance()
        return [round(t, 9) for t in self.times]


def pattern(times, gids):
    made = h.PatternStim()
    made.play(h.Vector(times), h.Vector(gids))
    return made


def test_plays_in_any_order_and_again(parallel):
    counter = Counter(parallel, 1)
    keep = pattern([3, 1, 2.01, 1.5, 9], [1, 1, 1, 2, 1])
    assert counter.run() == [2, 3.01, 4] == counter.run()
    keep.play()
    assert counter.run() == []


def test_copies_its_vectors(parallel):
    counter = Counter(parallel, 1)
    times, gids = h.Vector([1, 2]), h.Vector([1, 1])
    keep = h.PatternStim()
    keep.play(times, gids)
    times.fill(5)
    del times, gids
    gc.collect()
    assert counter.run() == [2, 3]
    del keep


def test_cells_that_are_here_fire_by_themselves(parallel):
    here = h.IntFire1()
    detector = h.NetCon(here, None)
    parallel.set_gid2node(7, 0)
    parallel.cell(7, detector)
    counter, other = Counter(parallel, 7), Counter(parallel, 8)
    keep = pattern([1, 2], [7, 8])
    for fake_output in (0, 1):
        keep.fake_output = fake_output
        other.run()
        assert (list(counter.times), list(other.times)) == ([], [3])


def test_gids_of_nobody_play_no_part(parallel):
    counter = Counter(parallel, 1)
    keep = pattern([1, 2, 3, 4], [-1, 1e12, float("nan"), 1.9])
    assert counter.run() == [5]
    del keep


def test_many_spikes_and_patterns(parallel):
    counter = Counter(parallel, 1, 0.5)
    n = 1000
    keep = [pattern([0.002 * i for i in range(n)], [1] * n), pattern([2.5], [1])]
    assert counter.run() == [round(0.002 * i + 0.5, 9) for i in range(n)] + [3.0]
    del keep[0]
    gc.collect()
    assert counter.run() == [3.0]


def test_refusals(parallel):
    counter = Counter(parallel, 1)
    keep = pattern([1], [1])
    with pytest.raises(ValueError, match="2 times and 1 gids"):
        keep.play(h.Vector([1, 2]), h.Vector([1]))
    with pytest.raises(ValueError, match="no time"):
        keep.play(h.Vector([1, float("nan")]), h.Vector([1, 1]))
    for bad in ((h.Vector([1]),), (None, None), (1, 2)):
        with pytest.raises(TypeError):
            keep.play(*bad)
    assert counter.run() == [2]


def test_may_end_while_it_plays(parallel):
    counter = Counter(parallel, 1)
    keep = [pattern([1, 2, 3], [1, 1, 1])]
    counter.incoming.record(keep.clear)
    assert counter.run() == [2]
    assert counter.run() == []


def test_gids_may_be_forgotten_while_it_plays(parallel):
    counter = Counter(parallel, 1)
    keep = pattern([1, 2, 3], [1, 1, 1])
    h.finitialize(-65)
    while h.t < 1.5:
        h.fadvance()
    parallel.gid_clear()
    while h.t < 6:
        h.fadvance()
    assert [round(t, 9) for t in counter.times] == [2]
    del keep


def test_mark():
    soma = h.Section(name="soma")
    soma.nseg = 3
    mark = h.PointProcessMark(soma(0.5))
    assert mark.get_segment() == soma(0.5) and mark.has_loc() == 1
    mark.loc(soma(1))
    assert mark.get_segment() == soma(1)
    assert mark.get_loc() == 1
    h.pop_section()
    h.finitialize(-65)
    h.fadvance()
    assert soma(0.5).v == -65
    assert h.PointProcessMark().get_segment() is None
    with pytest.raises(ValueError, match="NET_RECEIVE"):
        h.NetCon(None, mark)
    h.delete_section(sec=soma)
    assert mark.get_segment() is None and mark.has_loc() == 0
