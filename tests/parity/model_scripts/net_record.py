"""NetCon.record: Vectors of times, with identifiers, callables and statements, getrecordvec, ending."""

from _model import case, clamp, h, hoc, run, section, show

a, b = section("a", 20, 20, 1, ["hh"]), section("b", 25, 25, 1, ["hh"])
clamps = [clamp(a(0.5), 0.5, 40, 0.4), clamp(b(0.5), 1, 40, 0.8)]
source = h.NetStim()
source.start, source.interval, source.number = 2, 5, 1e9
links = [h.NetCon(sec(0.5)._ref_v, None, 0, 1, 0, sec=sec) for sec in (a, b)] + [h.NetCon(source, None)]
times, ids, alone = h.Vector(), h.Vector(), h.Vector()
for i, link in enumerate(links):
    link.record(times, ids, 10 * (i + 1))


def both(tstop=25):
    run(tstop)
    return [list(times), list(ids)]


case("with ids", both)
case("again", both)
case("getrecordvec", lambda: [links[0].get_recordvec().size(), links[0].get_recordvec() == times])
links[1].record(alone)
case("one apart", lambda: [both(), list(alone)])
links[0].record()
case("one not any more", lambda: [both(), list(alone)])
seen = []
links[0].record(lambda: seen.append([h.t, a(0.5).v]))
case("callable", lambda: run(15) or list(seen))
del seen[:]
links[0].record((lambda *values: seen.append([h.t] + list(values)), (1, "x")))
case("callable with arguments", lambda: run(15) or list(seen))
hoc("{n_ = 0  at_ = 0}")
links[0].record("{n_ = n_ + 1  at_ = t}")
case("statement", lambda: run(25) or [h.n_, h.at_])
del seen[:]


def stop():
    seen.append(h.t)
    if len(seen) == 2:
        h.stoprun = 1


h.load_file("stdrun.hoc")
links[0].record(stop)


def stopped():
    h.tstop = 40
    h.run()
    return [list(seen), h.t, h.stoprun]


case("stoprun in the callable", stopped)


def kick():
    clamps[1].amp = 0


links[0].record(kick)
case("changes the model", lambda: run(25) or [list(times), list(alone), b(0.5).v])
show("clamp after", clamps[1].amp)
