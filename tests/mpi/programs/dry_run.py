"""A network of artificial cells: what a dry run of its quarter says of 2 ranks, or what 2 ranks find.

dry_run.py WIRING plan|real: one line for each rank, (rank, exchanges, spikes sent, connections, interval).
"""

import random
import sys

from neuron import h

QUARTER = 500
FAN = 8
TSTOP = 50

wiring, what = sys.argv[1:]
if what == "real":
    h.nrnmpi_init()
pc = h.ParallelContext()
rank, ranks = int(pc.id()), int(pc.nhost())
count = QUARTER if what == "plan" else 4 * QUARTER
mine = range(rank, count, ranks)
cells = {}
for gid in mine:
    pc.set_gid2node(gid, rank)
    cells[gid] = h.IntFire1()
    cells[gid].refrac = 0.1
    pc.cell(gid, h.NetCon(cells[gid], None))
links, stims = [], []
for gid in mine:
    draw = random.Random(gid)
    for k in range(FAN):
        if wiring == "random":
            source = draw.randrange(count)
        else:
            source = gid // QUARTER * QUARTER + (gid + 3 * k + 1) % QUARTER
        links.append(pc.gid_connect(source, cells[gid]))
        links[-1].weight[0], links[-1].delay = 1e-9, 0.8 + 0.1 * k
    stims.append(h.NetStim())
    stims[-1].interval, stims[-1].number, stims[-1].start = 10, 1e9, gid % 100 * 0.1
    links.append(h.NetCon(stims[-1], cells[gid]))
    links[-1].weight[0], links[-1].delay = 1.5, 0.5
interval = pc.set_maxstep(10)
h.finitialize()
pc.psolve(TSTOP)
if what == "plan":
    plan = pc.dry_run(2, 4, wiring)
    for one in range(2):
        numbers = (plan.exchanges, plan.sent_on()[one])
        exchanges, sent = (number * TSTOP / 1000 for number in numbers)
        print((one, exchanges, sent, plan.connections_on()[one], plan.interval))
else:
    sent, received, used, exchanges = (h.ref(0) for _ in range(4))
    pc.spike_statistics(sent, received, used, exchanges)
    own = (rank, exchanges[0], sent[0], float(len(links)), interval)
    for each in pc.py_allgather(own) if rank == 0 else pc.py_allgather(own) and ():
        print(each)
    pc.barrier()
    h.quit()
