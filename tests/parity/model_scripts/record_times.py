"""Vector.record at the times of another Vector: on the steps, between them, repeated, outside the run."""

from _model import case, clamp, h, run, section, show

soma = section("soma", 20, 20, 1, ["hh"])
stimulus = clamp(soma(0.5), 0.2, 0.5, 1)


def at(times, tstop=2.0, dt=0.025):
    points = h.Vector(times)
    v = h.Vector().record(soma(0.5)._ref_v, points)
    t = h.Vector().record(h._ref_t, points)
    i = h.Vector().record(stimulus._ref_i, points)
    run(tstop, dt=dt)
    return [list(t), list(v), list(i)]


for times in (
    [0, 0.5, 1], [0.0125], [0.01, 0.0125, 0.013, 0.02, 0.025, 0.03], [0.5, 0.5, 0.5], [1, 2, 3],
    [1.99, 2, 2.0001, 2.0126],
    [0.21, 0.22, 0.23, 0.24, 0.25, 0.26], [], [-1, 0, 1], [x * 0.07 for x in range(20)],
):  # fmt: skip
    case("times %s" % times, lambda: at(times))
case("dt 0.1", lambda: at([0.05, 0.1, 0.149, 0.15, 0.151, 0.33], dt=0.1))


def changed():
    points = h.Vector([0.1, 0.2])
    v = h.Vector().record(soma(0.5)._ref_v, points)
    run(1)
    first = list(v)
    points.append(0.3)
    run(1)
    return [first, list(v)]


case("times appended later", changed)
show("t", h.t)
