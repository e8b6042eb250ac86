"""Vector.play at times and at intervals, as events; statements; the seclamp driven; play_remove."""

from _model import case, clamp, h, section, stepped, thin

soma = section("soma", 20, 20, 1, ["pas"], g_pas=1e-4, e_pas=-65)
stimulus = clamp(soma(0.5), 0, 1e9, 0.125)
h("{played_ = 0  count_ = 0}")


def read():
    return [h.t, stimulus.amp, stimulus.i, soma(0.5).v]


def at(values, times, dt=0.025):
    stimulus.amp = 0.125
    y, t = h.Vector(values), h.Vector(times)
    y.play(stimulus._ref_amp, t)
    return stepped(read, 14, dt=dt)


def every(values, interval):
    stimulus.amp = 0.125
    y = h.Vector(values)
    y.play(stimulus._ref_amp, interval)
    return stepped(read, 14)


for values, times in (
    ([1, 2], [0.05, 0.15]), ([1, 2, 3], [0, 0.01, 0.0125]), ([1, 2, 3], [0.0126, 0.03, 0.04]), ([4], [0]),
    ([1, 2], [0.1, 0.1]),
    ([1, 2, 3], [0.05, 0.1, 100]),
):  # fmt: skip
    case("%s at %s" % (values, times), lambda: at(values, times))
case("dt 0.1", lambda: at([1, 2, 3], [0.05, 0.14, 0.16], dt=0.1))
for interval in (0.025, 0.05, 0.06, 0.01, 0.1):
    case("every %g" % interval, lambda: every([1, 2, 3, 4], interval))


def statement(*times):
    h.played_, h.count_ = 0, 0
    y = h.Vector([5, 6, 7])
    y.play("played_ = $1  count_ = count_ + 1", *times)
    return stepped(lambda: [h.t, h.played_, h.count_], 10)


points = h.Vector([0.01, 0.05, 0.1])
case("statement at times", lambda: statement(points))
case("statement at intervals", lambda: statement(0.07))


def removed():
    stimulus.amp = 0.125
    y = h.Vector([1, 2, 3, 4])
    y.play(stimulus._ref_amp, 0.025)
    before = stepped(read, 3)
    y.play_remove()
    return [before, stepped(read, 3)]


case("removed after a run", removed)


def clamped():
    electrode = h.SEClamp(soma(0.5))
    electrode.dur1, electrode.rs = 1e9, 0.1
    stimulus.amp = 0
    y = h.Vector([-65 + 10 * (i % 7) for i in range(80)])
    y.play(electrode._ref_amp1, 0.025)
    return thin([row[3] for row in stepped(read, 100)], 50)


case("voltage clamp command", clamped)
