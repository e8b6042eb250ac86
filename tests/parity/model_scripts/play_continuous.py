"""Vector.play, interpolated: before, between, beyond the points, steps, with dt, and into several variables."""

from _model import case, clamp, h, section, show, stepped

soma = section("soma", 20, 20, 1, ["pas"], g_pas=1e-4, e_pas=-65)
stimulus = clamp(soma(0.5), 0, 1e9, 0.125)


def played(values, times, steps=14, dt=0.025):
    y, t = h.Vector(values), h.Vector(times)
    y.play(stimulus._ref_amp, t, 1)
    return stepped(lambda: [h.t, stimulus.amp, stimulus.i, soma(0.5).v], steps, dt=dt)


for values, times in (
    ([0, 1], [0, 0.1]), ([1, 2], [0.05, 0.15]), ([0, 0, 1, 1], [0, 0.1, 0.1, 0.2]),
    ([0, 0, 1, 1], [0, 0.11, 0.11, 0.2]),
    ([0, 0, 1, 1, 0, 0], [0, 0.05, 0.05, 0.1, 0.1, 0.2]), ([3], [0.1]), ([1, 2, 0], [0.01, 0.012, 0.3]),
    ([0, 1, 2], [-0.1, 0, 0.1]), ([1, 5], [10, 20]), ([0, 1, 0, 1, 0, 1, 0], [0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18]),
    ([0, 2, 1], [0, 0.1, 0.1]),
):  # fmt: skip
    case("%s at %s" % (values, times), lambda: played(values, times))
case("dt 0.01", lambda: played([0, 1, 0], [0, 0.035, 0.1], dt=0.01))
stimulus.amp = 0.25
case("nothing played", lambda: stepped(lambda: [stimulus.amp, stimulus.i], 3))
for order in (1, 2):
    h.secondorder = order
    case("secondorder %d" % order, lambda: played([0, 1, 0], [0, 0.1, 0.3]))
h.secondorder = 0


def into(ref, read, low, high):
    y, t = h.Vector([low, high, low]), h.Vector([0, 0.2, 0.4])
    y.play(ref, t, True)
    return stepped(lambda: [read(), soma(0.5).v, soma(0.5).i_pas], 20)


case("into e_pas", lambda: into(soma(0.5)._ref_e_pas, lambda: soma(0.5).e_pas, -80, -50))
case("into g_pas", lambda: into(soma(0.5).pas._ref_g, lambda: soma(0.5).g_pas, 0, 1e-3))
case("into celsius", lambda: into(h._ref_celsius, lambda: h.celsius, 6.3, 37))
case("into v", lambda: into(soma(0.5)._ref_v, lambda: soma(0.5).v, -65, -60))
show("celsius after", h.celsius)
