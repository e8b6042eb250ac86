"""Models of artificial cells alone under CVode.active(1): exact times, without steps, and t at the end."""

from _network import Raster, case, connect, draws, h, intfire1, pc

cvode = h.CVode()
COUNT = 20
cells = [intfire1(7 + i % 3, 1) for i in range(COUNT)]
raster = Raster(cells)
numbers = draws(COUNT * 12, 5)
links = []
for cell in cells:
    for _ in range(6):
        links.append(connect(cells[int(next(numbers) * COUNT)], cell, 0.35, 0.3 + 3 * next(numbers)))
stims = []
for i in range(0, COUNT, 2):
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 0.1 * i, 1e9, 4, 1
    stim.noiseFromRandom123(i, 1, 1)
    stims += [stim, connect(stim, cells[i], 0.8, 0.25)]


def fired(tstop):
    pc.set_maxstep(10)
    h.finitialize(-65)
    pc.psolve(tstop)
    return raster.rows() + [h.t]


case("fixed step", lambda: fired(40))
cvode.active(1)
case("active", lambda: [cvode.active(), fired(40)])
case("again", lambda: fired(40))
case("in parts", lambda: [fired(10)[2], pc.psolve(25), h.t, pc.psolve(40), h.t, raster.rows()])
case("solve", lambda: [h.finitialize(-65), cvode.solve(30), h.t, raster.rows()])
seen = []


def look():
    seen.append(h.t)


def called():
    del seen[:]
    h.finitialize(-65)
    for time in (3, 1.2345, 7):
        cvode.event(time, look)
    pc.psolve(10)
    return list(seen)


case("callbacks", called)
cvode.active(0)
case("fixed again", lambda: fired(20))
