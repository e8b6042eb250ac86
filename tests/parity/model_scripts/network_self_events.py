"""Self events: refractory cells, IntFire2 and IntFire4 whose threshold is moved by inputs, and their fields in time."""

from _network import Raster, advance, case, h, intfire1, step, volley

fire1, fire2, fire4 = intfire1(10, 3), h.IntFire2(), h.IntFire4()
fire2.taum, fire2.taus, fire2.ib = 10, 20, 0
fire4.taue, fire4.taui1, fire4.taui2, fire4.taum = 5, 10, 20, 50
raster = Raster([fire1, fire2, fire4])
times = [1, 1.5, 2, 4, 4, 5.3, 9, 9.01, 9.02, 15]


def fields(weights, tstop=40):
    kept = [volley(cell, times, weight) for cell, weight in zip((fire1, fire2, fire4), weights)]
    h.dt = 0.025
    h.finitialize(-65)
    rows = []
    for until in range(2, tstop, 2):
        advance(until + 0.01)
        rows.append([fire1.m, fire1.M(), fire2.M(), fire2.I(), fire4.M(), fire4.E(), fire4.I()])
    del kept
    return [rows, raster.rows()]


case("strong", lambda: fields((0.6, 2.0, 1.0)))
case("weak", lambda: fields((0.1, 0.3, 0.2)))
case("inhibition", lambda: fields((-0.4, -0.5, -0.5)))
fire2.ib = 1.3
case("with bias", lambda: fields((0.3, 0.5, 0.5), 80))
fire2.ib = 0


def mixed():
    plus = volley(fire4, [1, 2, 3, 4, 5, 6], 0.8)
    minus = volley(fire4, [2.5, 4.5], -0.6)
    step(60)
    del plus, minus
    return raster.rows()


case("both signs", mixed)
