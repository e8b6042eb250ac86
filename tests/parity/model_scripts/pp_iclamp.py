"""IClamp: switching times on and off the time steps, several in one place, at the ends, negative, in zero time."""

from _model import case, clamp, h, section, show, stepped, traces, voltages

soma = section("soma", 20, 20, 1, ["pas"], g_pas=1e-4, e_pas=-65)
stimulus = h.IClamp(soma(0.5))
show("defaults", [stimulus.delay, getattr(stimulus, "del"), stimulus.dur, stimulus.amp, stimulus.i])


def edges(delay, dur, dt):
    stimulus.delay, stimulus.dur, stimulus.amp = delay, dur, 0.1
    return stepped(lambda: [h.t, soma(0.5).v, stimulus.i], 10, dt=dt)


for delay in (0, 0.01, 0.0125, 0.0126, 0.025, 0.05, 0.06, 0.0625, 0.0626):
    for dur in (0, 0.001, 0.025, 0.05, 0.1):
        case("delay %g dur %g" % (delay, dur), lambda: edges(delay, dur, 0.025))
case("dt 0.1", lambda: edges(0.15, 0.2, 0.1))
case("dt 0.03", lambda: edges(0.045, 0.09, 0.03))
stimulus.dur = 0
cable = section("cable", 400, 2, 5, ["hh"])
several = [
    clamp(cable(x), delay, 1, amp)
    for x, delay, amp in ((0, 0.5, 0.3), (0.3, 1, -0.2), (0.3, 1.5, 0.5), (1, 2, 0.4))
]
refs = voltages(cable)
refs.update(("i%d" % i, one._ref_i) for i, one in enumerate(several))
traces("several", refs, tstop=8)
show("places", [one.get_segment().x for one in several])
several.pop(2)
traces("one gone", voltages(cable, 3), tstop=4)
several[0].loc(cable(0.9))
traces("one moved", voltages(cable, 3), tstop=4)
show("places after the move", [one.get_segment().x for one in several])
