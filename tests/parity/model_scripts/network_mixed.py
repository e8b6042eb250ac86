"""A network of hh cells, artificial cells and random trains, with excitation, inhibition and gids, run in all ways."""

from _network import case, connect, draws, h, hoc_cells, intfire1, pc, solve, step

REAL, COUNT = 6, 16
cells = hoc_cells(REAL) + [intfire1(9, 3) for _ in range(COUNT - REAL)]
detectors = [c.connect2target(None) if gid < REAL else connect(c, None) for gid, c in enumerate(cells)]
for gid, detector in enumerate(detectors):
    pc.set_gid2node(gid, pc.id())
    pc.cell(gid, detector)
times, gids = h.Vector(), h.Vector()
pc.spike_record(-1, times, gids)
links, numbers = [], draws(COUNT * 12, 9)
for gid, cell in enumerate(cells):
    for k in range(5):
        source = int(next(numbers) * COUNT)
        inhibits = k == 4
        target = cell.synlist[int(inhibits)] if gid < REAL else cell
        link = pc.gid_connect(source, target)
        link.weight[0] = (0.02 if gid < REAL else 0.5) * (-1 if inhibits and gid >= REAL else 1)
        link.delay = (0.8, 1.0, 2.5)[int(next(numbers) * 3)]
        links.append(link)
stims = []
for gid in range(0, COUNT, 3):
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 1, 1e9, 5, 1
    stim.noiseFromRandom123(gid, 4, 4)
    target = cells[gid].synlist[0] if gid < REAL else cells[gid]
    stims += [stim, connect(stim, target, 0.04 if gid < REAL else 1.1, 0.5)]


def fired(how, tstop=50, dt=0.025):
    how(tstop, dt)
    return [list(times), list(gids)]


case("psolve", lambda: fired(solve))
case("fadvance", lambda: fired(step))
case("dt 0.05", lambda: fired(solve, 50, 0.05))
case(
    "by continuerun",
    lambda: [h.load_file("stdrun.hoc"), h.finitialize(-65), h.continuerun(40), list(times)][2:],
)
for link in links:
    link.delay = 1
case("equal delays", lambda: fired(solve))
case("voltages", lambda: [cells[gid].soma(0.5).v for gid in range(REAL)] + [c.m for c in cells[REAL:]])
