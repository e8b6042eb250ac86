"""Delays of zero: chains of artificial cells that fire at one time, and loops that refractoriness ends."""

from _network import Raster, case, connect, intfire1, step, volley

chain = [intfire1(10, 2) for _ in range(6)]
links = [connect(a, b, 1.2, 0) for a, b in zip(chain, chain[1:])]
start = volley(chain[0], [1, 2, 3.0125, 7, 7], 1.1)
raster = Raster(chain)


def fired(tstop=12, dt=0.025):
    step(tstop, dt)
    return raster.rows()


case("chain", fired)
case("chain, dt 0.1", lambda: fired(12, 0.1))
links.append(connect(chain[-1], chain[0], 1.2, 0))
case("loop", fired)
links[-1].delay = 3
case("loop with delay", fired)
for i, link in enumerate(links):
    link.delay = 1e-9 * i
case("tiny delays", fired)
for link in links:
    link.delay = 0.0125
case("half a step", fired)
links[2].weight[0] = 0.5
case("weak link", fired)
