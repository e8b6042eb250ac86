"""Networks whose spikes and voltages must not depend on how many ranks and threads compute them.

    networks.py NAME [threads] [compress]

Rank 0 prints how many spikes there were and a digest of all times and gids, and of all voltages at the end.
"""

import hashlib
import random
import sys

from neuron import h

h.nrnmpi_init()
pc = h.ParallelContext()
RANK, RANKS = int(pc.id()), int(pc.nhost())
kept = []
times, gids = h.Vector(), h.Vector()


def mine(count):
    return range(RANK, count, RANKS)


def built(count, build, *arguments):
    """(gid, what build made) for the cells of this rank, all of which have their gids before any is connected."""
    return [(gid, build(gid, *arguments)) for gid in mine(count)]


def register(gid, netcon):
    pc.set_gid2node(gid, RANK)
    pc.cell(gid, netcon)
    pc.spike_record(gid, times, gids)
    kept.append(netcon)


def connect(gid, target, weight, delay):
    netcon = pc.gid_connect(gid, target)
    netcon.weight[0], netcon.delay = weight, delay
    kept.append(netcon)


def stimulate(target, weight, gid, mean):
    """A random train of its own, from the stream of the gid."""
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 1, 1e9, mean, 1
    stim.noiseFromRandom123(gid, 7, 3)
    netcon = h.NetCon(stim, target)
    netcon.weight[0], netcon.delay = weight, 0.5
    kept.extend((stim, netcon))


def ball_and_stick(gid, segments):
    soma, dend = h.Section(name="soma%d" % gid), h.Section(name="dend%d" % gid)
    soma.L = soma.diam = 20
    dend.L, dend.diam, dend.nseg = 200, 1, segments
    dend.connect(soma(1))
    soma.insert("hh")
    dend.insert("pas")
    dend(0.5).pas.e = -65
    synapse = h.ExpSyn(dend(0.5))
    synapse.tau = 2
    register(gid, h.NetCon(soma(0.5)._ref_v, None, sec=soma))
    kept.extend((soma, dend, synapse))
    return soma, dend, synapse


def ring():
    """16 cells, each excites the next and the one after four."""
    for gid, (_, _, synapse) in built(16, ball_and_stick, 5):
        connect((gid - 1) % 16, synapse, 0.02, 1.0)
        connect((gid - 5) % 16, synapse, 0.01, 1.3)
        if gid == 0:
            stimulate(synapse, 0.05, gid, 9)
    return 120


def artificial(gid):
    cell = h.IntFire1()
    cell.tau, cell.refrac = 10, 5
    register(gid, h.NetCon(cell, None))
    kept.append(cell)
    return cell


def intfire():
    """10^4 artificial cells, 20 synapses each, with both signs of weights and many equal delays."""
    count = 10000
    choose = random.Random(5)
    wiring = [
        [(choose.randrange(count), choose.choice((1.0, 1.5, 2.25))) for _ in range(20)] for _ in range(count)
    ]
    for gid, cell in built(count, artificial):
        for number, (source, delay) in enumerate(wiring[gid]):
            connect(source, cell, 0.45 if number % 5 else -0.2, delay)
        if gid % 10 == 0:
            stimulate(cell, 1.1, gid, 20)
    return 60


def gaps():
    """A chain of cells with gap junctions: each follows the voltages of its neighbours, and one is driven."""
    count = 8
    for gid, (_, dend, synapse) in built(count, ball_and_stick, 3):
        pc.source_var(dend(0.9)._ref_v, gid, sec=dend)
        for neighbour in (gid - 1, gid + 1):
            if 0 <= neighbour < count:
                junction = h.SEClamp(dend(0.9))
                junction.dur1, junction.rs = 1e9, 30
                pc.target_var(junction, junction._ref_amp1, neighbour)
                kept.append(junction)
        if gid == 2:
            stimulate(synapse, 0.06, gid, 12)
    pc.setup_transfer()
    return 150


def detailed():
    """Cells with branches, excitation and inhibition, random trains for all, gap junctions between pairs."""
    count = 24
    choose = random.Random(11)
    wiring = [[(choose.randrange(count), choose.uniform(0.8, 4)) for _ in range(6)] for _ in range(count)]
    for gid, (_, dend, synapse) in built(count, ball_and_stick, 9):
        for k in range(2):
            branch = h.Section(name="branch%d_%d" % (gid, k))
            branch.L, branch.diam, branch.nseg = 120, 0.8, 7
            branch.connect(dend(1))
            branch.insert("pas")
            kept.append(branch)
        inhibition = h.Exp2Syn(dend(0.2))
        inhibition.tau1, inhibition.tau2, inhibition.e = 0.5, 6, -75
        kept.append(inhibition)
        for source, delay in wiring[gid]:
            connect(source, inhibition if source % 4 == 0 else synapse, 0.012, delay)
        stimulate(synapse, 0.02, gid, 15)
        pc.source_var(dend(0.5)._ref_v, gid, sec=dend)
        junction = h.SEClamp(dend(0.5))
        junction.dur1, junction.rs = 1e9, 200
        pc.target_var(junction, junction._ref_amp1, gid ^ 1)
        kept.append(junction)
    pc.setup_transfer()
    return 100


def split():
    """Cells in pieces of which each lives on another rank: a soma, a trunk in two, and three branches at its end."""
    count, synapses = 6, []
    pieces = (
        ("soma", 20, 20),
        ("near", 150, 3),
        ("far", 200, 2),
        ("one", 180, 1),
        ("two", 90, 1.5),
        ("tri", 60, 0.8),
    )
    for gid in range(count):
        for k, (name, length, diam) in enumerate(pieces):
            if (gid + 2 * k) % RANKS != RANK:
                continue
            made = h.Section(name="%s%d" % (name, gid))
            made.L, made.diam, made.nseg = length, diam, 1 if k == 0 else 7
            made.insert("hh" if k < 2 else "pas")
            kept.append(made)
            joints = {0: ((0.5, 0),), 1: ((0, 0), (1, 1)), 2: ((0, 1), (1, 2))}.get(k, ((0, 2),))
            for x, wire in joints:
                pc.multisplit(made(x), 3 * gid + wire)
            if k == 0:
                register(gid, h.NetCon(made(0.5)._ref_v, None, sec=made))
            if k >= 2:
                synapse = h.ExpSyn(made(0.4))
                synapse.tau = 2
                kept.append(synapse)
                stimulate(synapse, 0.02, 10 * gid + k, 8)
                synapses.append(((gid + k) % count, synapse))
    pc.multisplit()
    for source, synapse in synapses:
        connect(source, synapse, 0.02, 1.5)
    return 90


NETWORKS = {"ring": ring, "intfire": intfire, "gaps": gaps, "detailed": detailed, "split": split}

until = NETWORKS[sys.argv[1]]()
if len(sys.argv) > 2:
    pc.nthread(int(sys.argv[2]))
if len(sys.argv) > 3:
    pc.spike_compress(8, 1)
pc.set_maxstep(10)
h.finitialize(-65)
pc.psolve(until / 3)
pc.psolve(until)
spikes = sorted(spike for part in pc.py_allgather(list(zip(times, gids))) for spike in part)
ends = [(section.name(), [segment.v for segment in section.allseg()]) for section in h.allsec()]
voltages = sorted(end for part in pc.py_allgather(ends) for end in part)
if RANK == 0:
    print(len(spikes), hashlib.md5(repr((spikes, voltages)).encode()).hexdigest())
pc.barrier()
h.quit()
