"""NetCon.record: Vector, Vector with ids, callback, get_recordvec, taken off, and several links."""

from _network import case, clamp, connect, h, hh_cells, solve, step

cells = hh_cells(2)
stimulus = clamp(cells[0](0.5), 1, 30, 0.6)
synapse = h.ExpSyn(cells[1](0.5))
link = connect(cells[0], synapse, 0.05, 1)
watches = [connect(cells[0], None), connect(cells[1], None)]
times, ids, more = h.Vector(), h.Vector(), h.Vector()
called = []
case("no record", lambda: watches[0].get_recordvec() is None)


def both(how=solve):
    how(30)
    return [list(times), list(ids), list(more)]


watches[0].record(times)
case("one Vector", both)
case("get_recordvec", lambda: watches[0].get_recordvec() == times)
watches[0].record(times, ids, 5)
watches[1].record(times, ids, 9)
case("with ids", both)
watches[0].record()
case("taken off", both)
watches[0].record(more)
link.record(times, ids, 1)
case("a link that has a target", both)


def tell():
    called.append([h.t, cells[0](0.5).v])


link.record(tell)
case("callback", lambda: [called.clear(), both(), list(called)])
case("callback by steps", lambda: [called.clear(), both(step), list(called)])
link.record((called.append, 3))
case("callback with argument", lambda: [called.clear(), both(), list(called)])


def silence():
    link.weight[0] = 0
    link.active(False)


watches[0].record(silence)
case("changes its network", lambda: [both(), link.active(), link.weight[0]])
link.active(True)
link.weight[0] = 0.05
watches[0].record(times, ids, 3)
times.append(99)
case("what was there before", both)
case("cut in a run", lambda: [solve(10), times.resize(0) and 0, h.t][2])
