"""IntFire4: excitation, two-step inhibition, corrections of its time constants, counters."""

from _model import case, h, run, show, stepped

cell = h.IntFire4()
NAMES = ("taue", "taui1", "taui2", "taum", "e", "i1", "i2", "m", "nself", "nexcite", "ninhibit")
show("defaults", [getattr(cell, name) for name in NAMES])
show("eps", [h.eps_IntFire4, h.taueps_IntFire4])
exciting, inhibiting = h.NetStim(), h.NetStim()
exciting.start, exciting.interval, exciting.number = 1, 3, 1e9
inhibiting.start, inhibiting.interval, inhibiting.number = 10, 17, 1e9
plus = h.NetCon(exciting, cell, 0, 1, 0.5)
minus = h.NetCon(inhibiting, cell, 0, 1, -0.5)
times = h.Vector()
watch = h.NetCon(cell, None)
watch.record(times)


def fired(taus, weights, tstop=120):
    cell.taue, cell.taui1, cell.taui2, cell.taum = taus
    plus.weight[0], minus.weight[0] = weights
    run(tstop)
    return [list(times)] + [getattr(cell, name) for name in NAMES] + [cell.E(), cell.I(), cell.M()]


for taus in ((5, 10, 20, 50), (1, 2, 3, 4), (3, 10, 20, 30), (2, 8, 9, 100)):
    for weights in ((0.5, -0.5), (0.9, 0), (0.3, -0.1), (2, -1)):
        case("taus %s weights %s" % (taus, weights), lambda: fired(taus, weights))
for taus in ((5, 5, 20, 50), (20, 10, 20, 50), (5, 30, 20, 10)):
    case("corrected %s" % (taus,), lambda: fired(taus, (0.5, -0.5)))
cell.taue, cell.taui1, cell.taui2, cell.taum = 5, 10, 20, 50
plus.weight[0], minus.weight[0] = 0.6, -0.4
case("by step", lambda: stepped(lambda: [h.t, cell.e, cell.m, cell.E(), cell.I(), cell.M()], 800)[::16])
