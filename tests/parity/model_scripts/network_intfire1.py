"""60 IntFire1 with 12 synapses each of both signs and a few delays, driven by random trains."""

from _network import Raster, case, connect, draws, h, intfire1, solve, step

COUNT, FAN = 60, 12
cells = [intfire1(8 + i % 5, 2) for i in range(COUNT)]
raster = Raster(cells)
links, stims = [], []
numbers = draws(COUNT * FAN * 2, 7)
for cell in cells:
    for k in range(FAN):
        source = cells[int(next(numbers) * COUNT)]
        delay = (0.5, 1.0, 1.5, 3.25)[int(next(numbers) * 4)]
        links.append(connect(source, cell, 0.3 if k % 4 else -0.25, delay))
for i in range(0, COUNT, 3):
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 0.5, 1e9, 6, 1
    stim.noiseFromRandom123(i, 0, 0)
    stims.extend((stim, connect(stim, cells[i], 0.7, 0.5)))


def counted(how, tstop, dt=0.025):
    how(tstop, dt)
    return raster.rows()


case("psolve", lambda: counted(solve, 60))
case("fadvance", lambda: counted(step, 60))
case("dt 0.1", lambda: counted(solve, 60, 0.1))
for link in links:
    link.delay = 1
case("one delay", lambda: counted(solve, 60))
for link in links:
    link.weight[0] = abs(link.weight[0])
case("all excite", lambda: counted(solve, 30))
