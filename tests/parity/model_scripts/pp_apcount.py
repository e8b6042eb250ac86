"""APCount: counts, times, thresholds, recording, several on one cable."""

from _model import case, clamp, h, run, section, show, stepped, traces

axon = section("axon", 1000, 3, 11, ["hh"])
stimulus = clamp(axon(0), 0.5, 40, 1.5)
counters = [h.APCount(axon(x)) for x in (0.05, 0.5, 0.95)]
show("defaults", [getattr(counters[0], name) for name in ("n", "thresh", "time", "firing")])
times = [h.Vector() for _ in counters]
for counter, vector in zip(counters, times):
    counter.record(vector)
counters[1].thresh = 0


def counted():
    run(40)
    return [[c.n, c.time, c.firing, list(vector)] for c, vector in zip(counters, times)]


case("counted", counted)
traces(
    "firing",
    {"n": counters[1]._ref_n, "firing": counters[1]._ref_firing, "time": counters[1]._ref_time},
    tstop=10,
)
counters[0].thresh = 1000
case("too high", counted)
counters[0].thresh = -70
case("below rest", counted)
case("first steps", lambda: stepped(lambda: [counters[0].n, counters[0].time, counters[0].firing], 5))
for dt in (0.1, 0.01):
    case("dt %g" % dt, lambda: run(8, dt=dt) or [[c.n, c.time] for c in counters])
