"""IntFire1: leak, refractory time, weights, several inputs at one time, M()."""

from _model import case, h, run, show, stepped

cell = h.IntFire1()
show("defaults", [cell.tau, cell.refrac, cell.m])
source = h.NetStim()
source.start, source.interval, source.number = 1, 2, 1e9
link = h.NetCon(source, cell, 0, 0.5, 0.4)
times = h.Vector()
watch = h.NetCon(cell, None)
watch.record(times)


def fired(tau, refrac, weight, interval, tstop=60):
    cell.tau, cell.refrac, link.weight[0], source.interval = tau, refrac, weight, interval
    run(tstop)
    return [list(times), cell.m, cell.M()]


for tau, refrac, weight, interval in (
    (10, 5, 0.4, 2), (10, 0, 0.4, 2), (1e9, 5, 0.26, 2), (5, 5, 1.5, 1), (5, 5, 1, 3), (5, 20, 2, 3), (10, 5, -0.5, 2),
    (10, 5, 0.3, 0.01),
):  # fmt: skip
    case(
        "tau %g refrac %g weight %g interval %g" % (tau, refrac, weight, interval),
        lambda: fired(tau, refrac, weight, interval),
    )
cell.tau, cell.refrac, link.weight[0], source.interval = 10, 5, 0.6, 3
case("M by step", lambda: stepped(lambda: [h.t, cell.m, cell.M()], 400)[::8])
inhibit = h.NetStim()
inhibit.start, inhibit.interval, inhibit.number = 1, 4, 1e9
off = h.NetCon(inhibit, cell, 0, 0.5, -0.3)
case("with inhibition", lambda: fired(10, 5, 0.6, 2))
