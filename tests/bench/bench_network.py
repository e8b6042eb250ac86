"""Networks: events, connections, rings of cells, and the exchange of spikes between ranks.

    python tests/bench/bench_network.py [PART ...]             events connections rings
    mpiexec -n 2 python tests/bench/bench_network.py ranks

One JSON line for each part, from rank 0. `ranks` runs a ring of 512 cells, whose work is shared (strong scaling), and
10^4 artificial cells for each rank with delays of 0.1 ms, which exchange spikes at each step of four (weak scaling):
run it with one rank as well to compare. Runs unchanged on NEURON.
"""

import gc
import random
import sys
import time

from _timing import emit, memory

from neuron import h

if "ranks" in sys.argv[1:]:
    h.nrnmpi_init()
PC = h.ParallelContext()
RANK, RANKS = int(PC.id()), int(PC.nhost())
h.CVode()


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def solved(tstop, rounds=3):
    """The best time of a run [s], the slowest rank's."""
    best = None
    for _ in range(rounds):
        PC.set_maxstep(10)
        h.finitialize(-65)
        PC.barrier()
        spent = PC.allreduce(seconds(lambda: PC.psolve(tstop)), 2)
        best = spent if best is None else min(best, spent)
    return best


def intfire():
    made = h.IntFire1()
    made.tau, made.refrac = 10, 5
    return made


def driver(target, mean, stream, kept):
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 0, 1e9, mean, 1
    stim.noiseFromRandom123(stream, 1, 1)
    link = h.NetCon(stim, target)
    link.weight[0], link.delay = 1.1, 0.5
    kept.extend((stim, link))


def event_rate(cells, fan, tstop, one_delay):
    """Millions of events in a second that reach a synapse; only the drivers make cells fire."""
    choose = random.Random(1)
    made = [intfire() for _ in range(cells)]
    kept, count, drivers = [], h.Vector(), cells // 10
    for cell in made:
        for _ in range(fan):
            link = h.NetCon(made[choose.randrange(drivers)], cell)
            link.weight[0], link.delay = 1e-6, 1.5 if one_delay else choose.uniform(1, 2)
            kept.append(link)
    for i in range(drivers):
        driver(made[i], 10, i, kept)
    watches = [h.NetCon(cell, None) for cell in made[:drivers]]
    for watch in watches:
        watch.record(count)
    spent = solved(tstop)
    return len(count) * cells * fan / float(drivers) / spent / 1e6


def events():
    figures = {}
    for fan, cells, tstop in ((100, 10000, 40), (1000, 1000, 40)):
        for one_delay in (False, True):
            name = "%d IntFire1, %d synapses, %s" % (cells, fan, "one delay" if one_delay else "many delays")
            figures[name] = event_rate(cells, fan, tstop, one_delay)
            gc.collect()
    emit("network events", "10^6/s", figures, better="higher")


def connections(cells=100000, links=1000000):
    made = [h.IntFire1() for _ in range(cells)]
    before, kept = memory(), []

    def connect():
        source, target = 0, 0
        for _ in range(links):
            source, target = (source + 7919) % cells, (target + 104729) % cells
            kept.append(h.NetCon(made[source], made[target]))

    figures = {"making": seconds(connect) / links * 1e6}
    size = (memory() - before) / float(links)
    figures["finitialize"] = seconds(lambda: h.finitialize(-65)) / links * 1e6

    def end():
        del kept[:]
        gc.collect()

    figures["ending"] = seconds(end) / links * 1e6
    emit("10^6 NetCons on 10^5 cells", "us each", figures)
    emit("10^6 NetCons on 10^5 cells, memory", "bytes each", {"a NetCon": size})


def ball_and_stick(gid):
    soma, dend = h.Section(name="soma%d" % gid), h.Section(name="dend%d" % gid)
    soma.L = soma.diam = 12.6
    dend.L, dend.diam, dend.nseg = 200, 1, 19
    soma.insert("hh")
    dend.insert("pas")
    dend.connect(soma(1))
    synapse = h.ExpSyn(dend(0.8))
    detector = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    detector.threshold = 10
    PC.set_gid2node(gid, RANK)
    PC.cell(gid, detector)
    return soma, dend, synapse, detector


def ring(cells, tstop):
    """Seconds for tstop; each eighth cell starts a wave."""
    made = {gid: ball_and_stick(gid) for gid in range(RANK, cells, RANKS)}
    kept = []
    for gid, (soma, _, synapse, _) in made.items():
        link = PC.gid_connect((gid - 1) % cells, synapse)
        link.weight[0], link.delay = 0.01, 5
        kept.append(link)
        if gid % 8 == 0:
            stimulus = h.IClamp(soma(0.5))
            stimulus.delay, stimulus.dur, stimulus.amp = 1, 1, 0.5
            kept.append(stimulus)
    spent = solved(tstop)
    PC.gid_clear()
    return spent


def rings():
    emit("rings", "s for 100 ms", {"%d cells" % cells: ring(cells, 100) for cells in (64, 256, 1024)})


def exchange(cells, tstop, delay=0.1):
    """Seconds, and spikes of all ranks: cells that fire at random and reach cells of any rank."""
    choose = random.Random(RANK)
    kept, count = [], h.Vector()
    total = cells * RANKS
    mine = range(RANK, total, RANKS)
    made = {}
    for gid in mine:
        made[gid] = intfire()
        PC.set_gid2node(gid, RANK)
        kept.append(h.NetCon(made[gid], None))
        PC.cell(gid, kept[-1])
    for gid in mine:
        for _ in range(10):
            link = PC.gid_connect(choose.randrange(total), made[gid])
            link.weight[0], link.delay = 1e-6, delay
            kept.append(link)
        driver(made[gid], 20, gid, kept)
    PC.spike_record(-1, count, h.Vector())
    spent = solved(tstop)
    spikes = PC.allreduce(len(count), 1)
    PC.gid_clear()
    return spent, spikes


def ranks():
    of_ring = ring(512, 100)
    spent, spikes = exchange(10000, 50)
    shared, _ = exchange(20000 // RANKS, 50)
    if RANK == 0:
        emit("a ring of 512 cells on %d ranks" % RANKS, "s for 100 ms", {"strong scaling": of_ring})
        figures = {"10^4 cells a rank (weak)": spent, "20000 cells in all (strong)": shared}
        emit("delays of 0.1 ms on %d ranks" % RANKS, "s for 50 ms", figures)
        emit(
            "spikes on %d ranks" % RANKS,
            "10^6/s",
            {"10^4 cells a rank": spikes / spent / 1e6},
            better="higher",
        )


PARTS = {"events": events, "connections": connections, "rings": rings, "ranks": ranks}

for part in sys.argv[1:] or ["events", "connections", "rings"]:
    PARTS[part]()
if "ranks" in sys.argv[1:]:
    PC.barrier()
    h.quit()
