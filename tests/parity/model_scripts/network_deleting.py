"""NetCons and cells that are deleted before a run and in it, while nothing is on its way to them: what is left goes on.

With events on their way NEURON crashes; tests/python/test_netcon.py has those.
"""

from _network import Raster, advance, case, connect, h, intfire1, section, volley


def network():
    cells = [intfire1(10, 0) for _ in range(4)]
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 1, 8, 2, 0
    links = [connect(stim, cell, 1.5, 0.1 + 0.2 * i) for i, cell in enumerate(cells)]
    links += [connect(cells[i], cells[(i + 1) % 4], 0.4, 0.15) for i in range(4)]
    return cells, [stim], links, Raster(cells)


def run(plan, tstop=20):
    cells, stims, links, raster = network()
    h.dt = 0.025
    h.finitialize(-65)
    for until, act in plan:
        advance(until)
        act(cells, stims, links, raster)
    advance(tstop)
    return raster.rows() + [h.List("NetCon").count(), h.List("IntFire1").count()]


def drop(*indices):
    def act(cells, stims, links, raster):
        for i in sorted(indices, reverse=True):
            del links[i]

    return act


def drop_cell(i):
    def act(cells, stims, links, raster):
        del links[4 + i], links[4 + (i - 1) % 4 - (1 if (i - 1) % 4 > i else 0)], links[i]
        del raster.links[i]
        del cells[i]

    return act


case("whole", lambda: run([]))
case("at the start", lambda: run([(0, drop(0, 5, 7))]))
case("one link", lambda: run([(4.9, drop(1))]))
case("three links", lambda: run([(6.6, drop(0, 1, 2))]))
case("a link between cells", lambda: run([(2.6, drop(5)), (8.7, drop(5))]))
case("a cell", lambda: run([(6.5, drop_cell(2))]))
case("the first cell", lambda: run([(8.7, drop_cell(0))]))
case("one after another", lambda: run([(2 * k + 0.6, drop(0)) for k in range(1, 9)]))


def section_gone():
    soma = section("soma", 20, 20, 1, ["pas"])
    synapse = h.ExpSyn(soma(0.5))
    kept = volley(synapse, [1, 2, 3], 0.01, 0.2)
    other = intfire1(10, 0)
    kept += volley(other, [1, 2, 3], 1.5, 0.2)
    raster = Raster([other])
    h.dt = 0.025
    h.finitialize(-65)
    advance(1.5)
    del kept[1:6:2], synapse, soma
    advance(6)
    return raster.rows()


case("a section with its synapse", section_gone)
