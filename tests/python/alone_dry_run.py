"""ParallelContext.dry_run(): what it tells of a large network, against arithmetic and against the network itself."""

import math
import os
import subprocess
import sys

import pytest

from neuron import h

LINK, HEADER = 12, 24  # bytes of a spike, and before the spikes of a packet


pytestmark = pytest.mark.usefixtures("no_sections_stay")  # what else there is would come with each copy


@pytest.fixture
def pc(pc):
    yield pc
    pc.gid_clear()
    pc.set_maxstep(10)


def ring(pc, count, delay=2.0, fan=1):
    """Artificial cells, each connected to from the ones before it; a NetStim starts a wave."""
    kept = []
    for gid in range(count):
        pc.set_gid2node(gid, pc.id())
        kept.append(h.IntFire1())
        kept[-1].refrac = 0
        pc.cell(gid, h.NetCon(kept[-1], None))
    for gid in range(count):
        for back in range(1, fan + 1):
            link = pc.gid_connect((gid - back) % count, kept[gid])
            link.weight[0], link.delay = 1.5, delay + 0.25 * (back - 1)
            kept.append(link)
    return kept


def test_copies_of_a_ring(pc):
    """A ring of 10, dealt to 5 ranks: its neighbours always live apart. Everything can be counted by hand."""
    kept = ring(pc, 10)
    assert len(kept) == 20
    plan = pc.dry_run(5, 3, "copies", rate=10)
    assert (plan.nhost, plan.cells, plan.connections) == (5, 30, 30)
    assert list(plan.cells_on()) == [6] * 5 and list(plan.connections_on()) == [6] * 5
    assert list(plan.sources_on()) == [6] * 5
    assert list(plan.sent_on()) == [60] * 5 and plan.spikes == 300
    assert plan.interval == 2 and plan.exchanges == 1000  # packets at each half
    assert plan.bytes == 5 * (HEADER + 240)


def test_copies_that_do_not_meet(pc):
    """On 2 ranks a cell and the second one before it live together: what has no link to elsewhere sends nothing."""
    cells = []
    for gid in range(4):
        pc.set_gid2node(gid, pc.id())
        cells.append(h.IntFire1())
        pc.cell(gid, h.NetCon(cells[-1], None))
    near, far = pc.gid_connect(0, cells[2]), pc.gid_connect(1, cells[2])
    near.delay, far.delay = 0.5, 3
    plan = pc.dry_run(2, 5, "copies", 100)
    assert list(plan.cells_on()) == [10, 10] and list(plan.connections_on()) == [10, 0]
    assert list(plan.sources_on()) == [5, 0] and list(plan.sent_on()) == [0, 500]
    assert plan.interval == 3


def test_cells_in_turn(pc):
    """3 copies of 5 cells on 4 ranks."""
    kept = ring(pc, 5)
    assert kept
    plan = pc.dry_run(4, 3)
    assert list(plan.cells_on()) == [4, 4, 4, 3]
    assert sum(plan.connections_on()) == 15


@pytest.mark.parametrize(
    "delay, steps", [(0.025, 1), (0.05, 1), (0.12, 2), (0.1, 2), (1, 20), (2.03, 40), (50, 200)]
)
def test_exchanges(pc, delay, steps):
    """One for each half of the interval in whole steps; the interval is 10 ms at most."""
    kept = ring(pc, 4, delay)
    assert kept
    pc.set_maxstep(10)
    plan = pc.dry_run(2)
    assert plan.interval == min(delay, 10)
    assert plan.exchanges == pytest.approx(1000 / (steps * h.dt), rel=1e-12)


def test_random_connections(pc):
    """Expected numbers of balls that lie in urns."""
    kept = ring(pc, 40, fan=10)
    assert kept
    plan = pc.dry_run(8, 20, rate=5)
    cells, links = 800, 8000
    assert sum(plan.connections_on()) == links
    here = links / 8
    expected = (cells - cells / 8) * (1 - (1 - 1 / cells) ** here)
    assert plan.sources_on()[3] == pytest.approx(expected, rel=1e-9)
    wanted = 1 - (1 - 1 / cells) ** (links - here)
    assert plan.sent_on()[3] == pytest.approx(100 * 5 * wanted, rel=1e-9)


def test_time_is_that_of_the_sample(pc):
    """Steps and spikes are measured in the sample; ranks with more work take longer."""
    kept = []
    for gid in range(4):
        section = h.Section(name="cell%d" % gid)
        section.nseg = 97 if gid % 2 == 0 else 17  # 100 nodes with ends and synapse, and 20
        section.insert("pas")
        synapse = h.ExpSyn(section(0.5))
        pc.set_gid2node(gid, pc.id())
        pc.cell(gid, h.NetCon(section(0.5)._ref_v, None, sec=section))
        kept += [section, synapse]
    for gid in range(4):
        kept.append(pc.gid_connect((gid + 1) % 4, kept[2 * gid + 1]))
    assert math.isnan(pc.dry_run(2, 8).time) is (h.t == 0)
    h.finitialize(-65)
    pc.psolve(20)
    alone, plan = pc.dry_run(1), pc.dry_run(2, 8)
    computing = list(plan.compute_time_on())
    nodes = [97 + 2 + 97 + 1, 17 + 2 + 17 + 1]  # segments and ends, pas, the synapse
    assert computing[0] / computing[1] == pytest.approx(nodes[0] / nodes[1], rel=1e-9)
    assert sum(computing) == pytest.approx(8 * alone.compute_time_on()[0], rel=1e-9)
    assert plan.balance == pytest.approx(sum(nodes) / 2 / nodes[0], rel=1e-9)
    assert plan.time >= max(computing) and 0 < plan.efficiency <= plan.balance
    assert alone.time > 0


def test_spikes_of_the_sample(pc):
    kept = ring(pc, 10)
    start = h.NetStim()
    start.number, start.start = 1, 0
    kick = h.NetCon(start, kept[0])
    kick.weight[0], kick.delay = 1.5, 0
    h.finitialize(-65)
    pc.psolve(100)  # a spike each 2 ms
    plan = pc.dry_run(10, 1, "copies")
    assert plan.spikes == pytest.approx(500, rel=0.03)
    assert pc.dry_run(10, 1, "copies", 0).spikes == 0


def test_exchange_costs_what_was_said(pc):
    kept = ring(pc, 16, 0.05)
    assert kept
    plan = pc.dry_run(16, 1, "copies", 0, latency=1e-5, bandwidth=1e6, look=1)
    travel = 4 * 1e-5 + 15 * (HEADER + 240) / 1e6
    assert plan.exchange_time == pytest.approx(plan.exchanges * travel, rel=1e-12)
    more = pc.dry_run(16, 1, "copies", 1, latency=1e-5, bandwidth=1e6, look=1e-3)
    assert more.exchange_time - plan.exchange_time == pytest.approx(16 * 1e-3, rel=1e-9)
    # 16 spikes of a cell in an exchange, and 3 times the root more by chance: packets grow by a quarter beyond that.
    many = pc.dry_run(16, 1, "copies", 16 * plan.exchanges)
    assert many.bytes == pytest.approx(16 * (HEADER + 1.25 * LINK * (16 + 3 * 4)), rel=1e-9)


def test_extra_memory(pc):
    kept = ring(pc, 8)
    assert kept
    without, with_it = (pc.dry_run(2, 4, extra=extra).memory_on() for extra in (0, 1000))
    assert [b - a for a, b in zip(without, with_it)] == pytest.approx([16000, 16000], rel=1e-9)


def test_table(pc, capfd):
    kept = ring(pc, 8)
    assert kept
    pc.dry_run(2, 4).print()
    out = capfd.readouterr().out
    assert "32 cells and 32 connections on 2 ranks" in out and "memory [MB]" in out


def test_dry_run_from_hoc(pc, capfd):
    kept = ring(pc, 8)
    assert kept
    h("objref plan_of_test, pc_of_test\npc_of_test = new ParallelContext()")
    h("plan_of_test = pc_of_test.dry_run(4, 2)")
    h("print plan_of_test.cells, plan_of_test.cells_on().x[3]")
    h("objref plan_of_test, pc_of_test")
    assert capfd.readouterr().out == "16 4 \n"


@pytest.mark.parametrize(
    "arguments, error, words",
    [
        ((0,), IndexError, "nhost"),
        ((2, 0), IndexError, "factor"),
        ((2, 1, "rings"), ValueError, "'random' or 'copies', not 'rings'"),
        ((2, 1, "random", float("nan")), ValueError, "spikes in a second"),
        ((2, 1, "random", 1, -1), ValueError, "latency"),
        ((2, 1, "random", 1, 0, 0), ValueError, "bandwidth"),
        ((2, 10**11), ValueError, "more than 1e"),
    ],
)
def test_bad_arguments(pc, arguments, error, words):
    kept = ring(pc, 4)
    assert kept
    with pytest.raises(error, match=words):
        pc.dry_run(*arguments)


def test_without_cells(pc):
    with pytest.raises(ValueError, match="there are no cells with gids: build a small sample"):
        pc.dry_run(2)
    with pytest.raises(TypeError, match="ParallelContext.dry_run"):
        h.DryRun()


BUILD = """
import gc, random, sys
from neuron import h

pc = h.ParallelContext()
count, kind = int(sys.argv[1]), sys.argv[2]


def memory():
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Private_Dirty"):
            return int(line.split()[1]) * 1024


def cell(gid):
    if kind == "artificial":
        made = h.IntFire1()
        return made, made, h.NetCon(made, None)
    soma, dend = h.Section(name="soma"), h.Section(name="dend")
    dend.connect(soma)
    dend.nseg = 5
    soma.insert("hh")
    dend.insert("pas")
    return (soma, dend), h.ExpSyn(dend(0.5)), h.NetCon(soma(0.5)._ref_v, None, sec=soma)


h.finitialize(-65)
gc.collect()
before = memory()
choose, cells, links = random.Random(1), [], []
for gid in range(count):
    pc.set_gid2node(gid, 0)
    cells.append(cell(gid))
    pc.cell(gid, cells[gid][2])
for gid in range(count):
    for _ in range(30):
        links.append(pc.gid_connect(choose.randrange(count), cells[gid][1]))
pc.set_maxstep(10)
h.finitialize(-65)
pc.psolve(1)
gc.collect()
print(memory() - before, pc.dry_run(1, 4).memory_on()[0])
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="the system does not tell")
@pytest.mark.skipif("asan" in os.environ.get("LD_PRELOAD", ""), reason="the sanitizer's own memory is in it")
@pytest.mark.parametrize("kind", ["artificial", "compartments"])
def test_memory_of_a_network_that_is_built(kind):
    """Told from a quarter of it, within 15 %: what the program itself keeps, lists and tuples, is not told."""

    def run(count):
        out = subprocess.check_output(
            [sys.executable, "-c", BUILD, str(count), kind],
            env=dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path)),
        )
        return [float(number) for number in out.split()]

    (_, told), (built, _) = run(1500), run(6000)
    assert 0.85 * built < told < 1.05 * built
