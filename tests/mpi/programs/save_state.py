"""A network that is saved on some ranks and goes on on others.

    save_state.py whole|save|restore PATH

Runs to 60 ms and prints, on rank 0, the spikes after 30 ms: times and gids. The state is that at 30 ms.
"""

import sys

from neuron import h

h.nrnmpi_init()
pc = h.ParallelContext()
RANK, RANKS = int(pc.id()), int(pc.nhost())
CELLS, FIRST = 6, 100
kept, times, gids = [], h.Vector(), h.Vector()


def register(gid, netcon):
    pc.set_gid2node(gid, RANK)
    pc.cell(gid, netcon)
    pc.spike_record(gid, times, gids)
    kept.append(netcon)


def connect(netcon, weight, delay):
    netcon.weight[0], netcon.delay = weight, delay
    kept.append(netcon)


def build():
    """Cells in a ring, each with a random NetStim of its own, and artificial cells that they excite."""
    mine = range(RANK, CELLS, RANKS)
    synapses, artificial = {}, {}
    for gid in mine:
        soma, dend = h.Section(name="soma%d" % gid), h.Section(name="dend%d" % gid)
        soma.L = soma.diam = 20
        dend.connect(soma(1))
        dend.L, dend.diam, dend.nseg = 100, 2, 3
        soma.insert("hh")
        dend.insert("pas")
        register(gid, h.NetCon(soma(0.5)._ref_v, None, sec=soma))
        synapses[gid] = h.ExpSyn(dend(0.5)), h.Exp2Syn(soma(0.5))
        synapses[gid][0].tau = 2
        artificial[gid] = h.IntFire2() if gid % 2 else h.IntFire4()
        register(FIRST + gid, h.NetCon(artificial[gid], None))
        kept.extend((soma, dend))
    for gid in mine:
        before = (gid - 1) % CELLS
        connect(pc.gid_connect(before, synapses[gid][0]), 0.03, 2.5)
        connect(pc.gid_connect(FIRST + before, synapses[gid][1]), 0.001, 1.5)
        connect(pc.gid_connect(before, artificial[gid]), 1.2, 3)
        stim = h.NetStim()
        stim.start, stim.number, stim.interval, stim.noise = 1, 1e9, 1.5, 1
        stim.noiseFromRandom123(gid, 7, 3)
        connect(h.NetCon(stim, synapses[gid][0]), 0.004, 0.5)
        kept.append(stim)
        if gid == 0:
            clamp = h.IClamp(synapses[gid][1].get_segment())
            clamp.delay, clamp.dur, clamp.amp = 1, 0.5, 5
            kept.append(clamp)
    kept.append((synapses, artificial))


def main(what, path):
    build()
    pc.set_maxstep(10)
    h.finitialize(-65)
    states = h.BBSaveState()
    if what == "restore":
        states.restore(path)
        assert abs(h.t - 30) < 1e-9, h.t
    else:
        pc.psolve(30)
        if what == "save":
            states.save(path)
            pc.barrier()
    pc.psolve(60)
    mine = [(t, int(gid)) for t, gid in zip(times, gids) if t > 30]
    found = pc.py_gather(mine, 0)
    if RANK == 0:
        print(sorted(sum(found, [])))
    pc.barrier()


main(*sys.argv[1:])
h.quit()
