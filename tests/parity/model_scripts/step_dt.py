"""dt: several values, changed in the middle of a run, huge, tiny; t set by hand; finitialize without argument."""

from _model import case, clamp, h, section, show, thin, traced

cable = section("cable", 300, 3, 5, ["hh"])
stimulus = clamp(cable(0), 0.5, 0.5, 2)
refs = {"t": h._ref_t, "v": cable(0.5)._ref_v, "n": cable(0.9).hh._ref_n}
show("default", [h.dt, h.t, cable(0.5).v])
for dt in (0.025, 0.01, 0.05, 0.1, 0.2, 0.03, 1, 0.001):
    case("dt %g" % dt, lambda: traced(refs, tstop=min(6, 2000 * dt), dt=dt, count=40))


def changing():
    vectors = {key: h.Vector().record(ref) for key, ref in refs.items()}
    h.dt = 0.025
    h.finitialize(-65)
    for dt, steps in ((0.025, 30), (0.1, 5), (0.01, 40), (0.0333, 20), (0.5, 2), (0.025, 40)):
        h.dt = dt
        for _ in range(steps):
            h.fadvance()
    return {key: thin(vector, 70) for key, vector in vectors.items()}


case("changing", changing)


def own_time():
    h.dt = 0.025
    h.finitialize(-65)
    h.t = 100
    h.fadvance()
    first = [h.t, cable(0.5).v]
    h.t = 0.4
    for _ in range(20):
        h.fadvance()
    return first + [h.t, cable(0.5).v, stimulus.i]


case("t set by hand", own_time)


def no_argument():
    for i, seg in enumerate(cable):
        seg.v = -70 + 2 * i
    h.finitialize()
    start = [[h.t, seg.v, seg.hh.m, seg.ina] for seg in cable]
    for _ in range(20):
        h.fadvance()
    return start + [[h.t, seg.v, seg.hh.m, seg.ina] for seg in cable]


case("finitialize without argument", no_argument)
case("fadvance without finitialize", lambda: [h.fadvance(), h.t, cable(0.5).v])
