"""Inhibition: a pair that alternates, a feedback loop of hh cells, and IntFire1 that are held below threshold."""

from _network import Raster, case, clamp, connect, h, hh_cells, intfire1, solve, thin

cells = hh_cells(4)
drives = [clamp(cell(0.5), 1 + i, 1e9, 0.35 + 0.05 * i) for i, cell in enumerate(cells)]
raster = Raster(cells)
inhibition = []
for cell in cells:
    synapse = h.Exp2Syn(cell(0.5))
    synapse.tau1, synapse.tau2, synapse.e = 0.5, 6, -80
    inhibition.append(synapse)


def run(links, tstop=60, dt=0.025):
    v = [h.Vector().record(cell(0.5)._ref_v) for cell in cells]
    solve(tstop, dt)
    return raster.rows() + [thin(vector, 20) for vector in v]


def all_to_all(weight, delay):
    return [connect(a, inhibition[j], weight, delay) for a in cells for j in range(4) if cells[j] != a]


case("apart", lambda: run([]))
case(
    "pair",
    lambda: run([connect(cells[0], inhibition[1], 0.05, 1), connect(cells[1], inhibition[0], 0.05, 1)]),
)
case("all to all", lambda: run(all_to_all(0.02, 1)))
case("strong, late", lambda: run(all_to_all(0.2, 4)))
case("dt 0.1", lambda: run(all_to_all(0.02, 1), 60, 0.1))
fires = [intfire1(15, 1) for _ in range(3)]
fire_raster = Raster(fires)


def held(weight):
    kept = []
    for i, cell in enumerate(fires):
        stim = h.NetStim()
        stim.start, stim.number, stim.interval, stim.noise = 1 + 0.3 * i, 1e9, 1.7 + 0.2 * i, 0
        kept += [stim, connect(stim, cell, 0.4, 0)]
        kept += [connect(cell, other, weight, 0.6) for other in fires if other != cell]
    solve(40)
    return fire_raster.rows() + [[cell.m for cell in fires]]


for weight in (0, -0.1, -1):
    case("artificial %g" % weight, lambda: held(weight))
