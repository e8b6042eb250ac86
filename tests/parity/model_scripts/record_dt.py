"""Vector.record with a sampling interval: multiples of dt, less than dt, no multiple of it."""

from _model import case, clamp, h, run, section, thin, traced

soma = section("soma", 20, 20, 1, ["hh"])
stimulus = clamp(soma(0.5), 0.2, 0.5, 1)
ramp = h.Vector([0, 100])
ramp_times = h.Vector([0, 10])


def sampled(interval, dt, tstop=3):
    v = h.Vector().record(soma(0.5)._ref_v, interval)
    t = h.Vector().record(h._ref_t, interval)
    m = h.Vector().record(soma(0.5).hh._ref_m, interval)
    run(tstop, dt=dt)
    return [v.size(), thin(t), thin(v), thin(m)]


for interval in (0.025, 0.05, 0.1, 0.04, 0.01, 0.0125, 0.025000001, 1, 2.9999, 5):
    case("interval %r" % interval, lambda: sampled(interval, 0.025))
for dt in (0.1, 0.01, 0.03):
    case("dt %g" % dt, lambda: sampled(0.1, dt))


def continued():
    v, t = h.Vector().record(soma(0.5)._ref_v, 0.1), h.Vector().record(h._ref_t, 0.1)
    run(1)
    first = t.size()
    while h.t < 2:
        h.fadvance()
    return [first, t.size(), list(t), list(v)]


case("continued", continued)
case("all at each step beside", lambda: traced({"t": h._ref_t}, tstop=1)["t"])
