"""Crossings: thresholds above, below and at the resting voltage, going down, just touched, and changed in a run."""

from _network import advance, case, clamp, h, section

soma = section("soma", 20, 20, 1, ["pas"])
soma(0.5).pas.e, soma(0.5).pas.g = -65, 0.001
pulses = [clamp(soma(0.5), start, 2, amp) for start, amp in ((1, 0.5), (6, -0.5), (11, 0.5), (16, -0.5))]
times = h.Vector()


def crossings(threshold, dt=0.025, v_init=-65):
    watch = h.NetCon(soma(0.5)._ref_v, None, threshold, 0, 0, sec=soma)
    watch.record(times)
    h.dt = dt
    h.finitialize(v_init)
    advance(22)
    return list(times)


for threshold in (-66, -65.5, -65, -64.5, -60, -40, -30, 0):
    case("threshold %g" % threshold, lambda: crossings(threshold))
for dt in (0.01, 0.1, 0.3):
    case("dt %g" % dt, lambda: crossings(-60, dt))
for v_init in (-70, -59, -30):
    case("from %g" % v_init, lambda: crossings(-60, 0.025, v_init))


def changed(plan):
    watch = h.NetCon(soma(0.5)._ref_v, None, -60, 0, 0, sec=soma)
    watch.record(times)
    h.dt = 0.025
    h.finitialize(-65)
    for until, threshold in plan:
        advance(until)
        watch.threshold = threshold
    advance(22)
    return list(times)


case("raised in the run", lambda: changed([(5, 0), (9, -55)]))
case("lowered while above", lambda: changed([(2, -62), (2.5, -70), (8, -63)]))
case("raised while above", lambda: changed([(2, -40), (2.025, -59), (2.05, -50)]))
case("below rest", lambda: changed([(4, -80), (12, -60)]))


def played():
    """A voltage that is played: up in a jump and along a line, from above and from below."""
    copy = section("copy", 20, 20, 1, [])
    wave = h.Vector([0, 0, -20, -20, 10, 10])
    places = h.Vector([0, 1, 2, 5, 5.5, 9])
    wave.play(copy(0.5)._ref_v, places, 1)
    watch = h.NetCon(copy(0.5)._ref_v, None, -5, 0, 0, sec=copy)
    watch.record(times)
    h.dt = 0.025
    h.finitialize(0)
    advance(10)
    return list(times)


case("played voltage", played)
