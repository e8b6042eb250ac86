"""IntFire2: synaptic current with its own time constant, bias, firing by itself."""

from _model import case, h, run, show, stepped

cell = h.IntFire2()
show("defaults", [cell.taum, cell.taus, cell.ib, cell.i, cell.m])
source = h.NetStim()
source.start, source.interval, source.number = 2, 5, 1e9
link = h.NetCon(source, cell, 0, 1, 0.5)
times = h.Vector()
watch = h.NetCon(cell, None)
watch.record(times)


def fired(taum, taus, ib, weight, interval=5, tstop=100):
    cell.taum, cell.taus, cell.ib, link.weight[0], source.interval = taum, taus, ib, weight, interval
    run(tstop)
    return [list(times), cell.i, cell.m, cell.I(), cell.M()]


for taum, taus, ib, weight in (
    (10, 20, 0, 0.5), (10, 20, 1.1, 0.1), (5, 40, 0.5, 1), (10, 20, 2, 0), (10, 20, 0, 3), (10, 20, 1.05, -0.2),
    (20, 5, 0, 2),
):  # fmt: skip
    case("taum %g taus %g ib %g weight %g" % (taum, taus, ib, weight), lambda: fired(taum, taus, ib, weight))
case("taus after", lambda: [cell.taum, cell.taus])
cell.taum, cell.taus, cell.ib, link.weight[0] = 10, 20, 0.9, 0.6
case("by step", lambda: stepped(lambda: [h.t, cell.i, cell.m, cell.I(), cell.M()], 800)[::16])
