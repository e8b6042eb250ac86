"""What watches voltages in a network: APCount's thresholds and counts beside NetCons, and IntFire's own conditions."""

from _network import Raster, advance, case, clamp, connect, h, hh_cells, solve, step

cells = hh_cells(3)
synapses = [h.ExpSyn(cell(0.5)) for cell in cells]
links = [connect(cells[i], synapses[(i + 1) % 3], 0.04, 1.5) for i in range(3)]
stimulus = clamp(cells[0](0.5), 0.5, 0.5, 2)
counters, kept = [], []
for cell in cells:
    for threshold in (-40, 0):
        counter = h.APCount(cell(0.5))
        counter.thresh = threshold
        times = h.Vector()
        counter.record(times)
        counters.append((counter, times))
raster = Raster(cells)


def counted(how=solve, tstop=40, dt=0.025):
    how(tstop, dt)
    return raster.rows() + [[[c.n, c.time, list(times)] for c, times in counters]]


case("counts", counted)
case("by fadvance", lambda: counted(step))
case("dt 0.1", lambda: counted(solve, 40, 0.1))
for counter, _ in counters:
    counter.thresh += 10
case("higher thresholds", counted)


def changed():
    h.dt = 0.025
    h.finitialize(-65)
    advance(15)
    for counter, _ in counters:
        counter.thresh = -200
    advance(20)
    for counter, _ in counters:
        counter.thresh = 5
    advance(40)
    return [[c.n, c.time] for c, _ in counters]


case("changed in the run", changed)
# APCount is a source of events itself: it sends one at each crossing.
case("as source", lambda: [kept.append(h.NetCon(counters[1][0], synapses[2], 0, 0.5, 0.05)), counted()][1])
