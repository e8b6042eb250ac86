"""CVode.event callbacks that change weights, delays, thresholds, cells and the queue in the run."""

from _network import Raster, case, clamp, connect, h, hh_cells, solve, step

cvode = h.CVode()
cells = hh_cells(3)
synapses = [h.ExpSyn(cell(0.5)) for cell in cells]
links = [connect(cells[i], synapses[(i + 1) % 3], 0.03, 2) for i in range(3)]
stimulus = clamp(cells[0](0.5), 1, 0.5, 2)
raster = Raster(cells)


def reset():
    for link in links:
        link.weight[0], link.delay = 0.03, 2


def planned(plan, how=solve, tstop=60):
    reset()
    handler = h.FInitializeHandler(lambda: [cvode.event(time, act) for time, act in plan])
    how(tstop)
    del handler
    return raster.rows() + [[cell(0.5).v for cell in cells]]


def weight(i, value):
    def change():
        links[i].weight[0] = value

    return change


def delay(i, value):
    def change():
        links[i].delay = value

    return change


case("nothing", lambda: planned([]))
case("weight to zero", lambda: planned([(20, weight(1, 0))]))
case("weight to zero and back", lambda: planned([(20, weight(1, 0)), (24, weight(1, 0.03))]))
case("heavier", lambda: planned([(10.01, weight(0, 0.1)), (10.01, weight(1, 0.1))]))
case("delays", lambda: planned([(12, delay(0, 5)), (12.3, delay(1, 0.5)), (30, delay(2, 0))]))
case("by fadvance", lambda: planned([(12, delay(0, 5)), (12.3, delay(1, 0.5))], step))


def kick():
    links[0].event(h.t + 1)
    links[1].event(h.t)


case("events from a callback", lambda: planned([(8, kick), (30, kick)]))


def current():
    stimulus.delay, stimulus.dur = h.t, 0.5


case("stimulus moved", lambda: planned([(33.3, current)]))


def voltage():
    cells[1](0.5).v = 20
    cvode.re_init()


case("voltage set", lambda: planned([(35, voltage)]))
seen = []


def often():
    seen.append(h.t)
    links[0].weight[0] *= 0.99
    if h.t < 20:
        cvode.event(h.t + 1.7, often)


case("repeats itself", lambda: [seen.clear(), planned([(0, often)]), list(seen), links[0].weight[0]])
