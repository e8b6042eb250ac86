"""NetCon.active switched before and in a run, with events on their way, and what active() says."""

from _network import Raster, advance, case, clamp, connect, h, hh_cells, intfire1, show, step

stim = h.NetStim()
stim.start, stim.number, stim.interval, stim.noise = 1, 8, 2, 0
cells = [intfire1(10, 0) for _ in range(3)]
links = [connect(stim, cell, 1.5, delay) for cell, delay in zip(cells, (0, 1, 3.5))]
raster = Raster(cells)
show("says", [links[0].active(), links[0].active(False), links[0].active(), links[0].active(True)])


def switched(plan, tstop=22):
    for link in links:
        link.active(True)
    h.dt = 0.025
    h.finitialize(-65)
    for until, states in plan:
        advance(until)
        for link, state in zip(links, states):
            link.active(state)
    advance(tstop)
    return raster.rows()


case("all", lambda: switched([]))
case("off from the start", lambda: switched([(0, (0, 0, 0))]))
case("off and on", lambda: switched([(4, (0, 0, 0)), (8, (1, 1, 1))]))
case("while on the way", lambda: switched([(1.5, (1, 0, 0)), (2.5, (1, 1, 0)), (6.6, (1, 1, 1))]))
case("taking turns", lambda: switched([(2 * k, (k % 2, (k + 1) % 2, k % 3 > 0)) for k in range(9)]))
off = links[0]
off.active(False)
case(
    "event by hand to one that is off",
    lambda: [h.finitialize(-65), off.event(1), advance(0.5), raster.rows()][3],
)
soma = hh_cells(1)[0]
synapse = h.ExpSyn(soma(0.5))
stimulus = clamp(soma(0.5), 0.5, 20, 0.5)
auto = connect(soma, synapse, 0.01, 1)
times = h.Vector()
auto.record(times)


def autapse(state):
    auto.active(state)
    step(20)
    return [list(times), soma(0.5).v]


case("autapse on", lambda: autapse(True))
case("autapse off, recorded all the same", lambda: autapse(False))
