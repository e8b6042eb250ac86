"""ParallelNetManager: a ring whose cells are spread over all ranks, driven by rank 0 as the master.

Rank 0 prints, a line each: what every rank has, the spikes of a run of all ranks, and those of the master's run.
"""

from neuron import h

h.nrnmpi_init()
h.load_file("netparmpi.hoc")
CELLS = 16
manager = h.ParallelNetManager(CELLS)
pc = manager.pc
manager.round_robin()
mine = [gid for gid in range(CELLS) if manager.gid_exists(gid)]
for gid in mine:
    manager.register_cell(gid, h.IntFire1())
places = [int(manager.nc_append(gid, (gid + 1) % CELLS, -1, 1.1, 2)) for gid in range(CELLS)]
kept = []
if manager.gid_exists(4):
    stim = h.NetStim()
    stim.number, stim.start, stim.noise = 1, 1, 0
    start = h.NetCon(stim, pc.gid2obj(4), 0, 0, 1.1)
    kept.extend((stim, start))
manager.set_maxstep(100)
manager.want_all_spikes()
h.stdinit()
manager.psolve(20)
about = [
    mine,
    len([place for place in places if place >= 0]),
    int(manager.nclist.count()),
    manager.cells.count(),
]
found = pc.py_allgather([about, list(zip(manager.spikevec, manager.idvec))])
pc.runworker()

print([rank[0] for rank in found])
print(sorted(spike for rank in found for spike in rank[1]))
h.tstop = 30
manager.pinit()
print(h.t, manager.spikevec.size())
manager.pcontinue(10)
manager.prun()
manager.gatherspikes()
print(sorted(zip(manager.spikevec, manager.idvec)))
manager.prstat(1)
pc.done()
h.quit()
