"""Delays from far below a step to longer than the run, on and off the steps, and changed on the way."""

from _network import Raster, advance, case, connect, h, intfire1, solve, step

source = h.NetStim()
source.start, source.number, source.interval, source.noise = 1, 5, 3, 0
DELAYS = (0, 1e-12, 0.001, 0.0125, 0.024, 0.025, 0.026, 0.1, 1, 2.9999, 3, 3.0001, 7.77, 14, 1000)
cells = [intfire1(10, 0) for _ in DELAYS]
links = [connect(source, cell, 1.5, delay) for cell, delay in zip(cells, DELAYS)]
raster = Raster(cells)


def fired(how, tstop=25, dt=0.025):
    how(tstop, dt)
    return raster.rows()


for dt in (0.025, 0.1, 0.33):
    case("psolve, dt %g" % dt, lambda: fired(solve, 25, dt))
    case("fadvance, dt %g" % dt, lambda: fired(step, 25, dt))


def moved(plan):
    for link, delay in zip(links, DELAYS):
        link.delay = delay
    h.dt = 0.025
    h.finitialize(-65)
    for until, delay in plan:
        advance(until)
        for link in links:
            link.delay = delay
    advance(25)
    return raster.rows()


case("shorter on the way", lambda: moved([(5, 0.5)]))
case("longer on the way", lambda: moved([(1.01, 5), (7.5, 1)]))
case("shorter, then zero", lambda: moved([(4, 2), (7, 0)]))
