"""CVode.event with statements and callables, at and between steps, events that make events, and their order."""

from _model import advance, case, clamp, h, section

soma = section("soma", 20, 20, 1, ["hh"])
stimulus = clamp(soma(0.5), 0, 1e9, 0)
cvode = h.CVode()
seen = []


def look(tag):
    seen.append([tag, h.t, soma(0.5).v, stimulus.i])


def events(times, tstop=0.3, act=look):
    del seen[:]
    h.dt = 0.025
    h.finitialize(-65)
    for i, time in enumerate(times):
        cvode.event(time, (act, i))
    advance(tstop)
    return list(seen)


for times in (
    [0],
    [0.01, 0.0125, 0.0126],
    [0.025, 0.05],
    [0.1, 0.1, 0.1],
    [0.2, 0.1, 0.15, 0.05],
    [0.0375, 0.04],
    [1e9],
):
    case("times %s" % times, lambda: events(times))


def pulse(index):
    look(index)
    stimulus.amp = (0.5, -0.5, 0)[index % 3]


case("pulses", lambda: events([0.05, 0.1, 0.2], 0.4, pulse) + [soma(0.5).v])


def again(index):
    look(index)
    if index < 5:
        cvode.event(h.t + 0.05, (again, index + 1))


case("event makes event", lambda: events([0.05], 0.5, again))
h("{seen_ = 0  total_ = 0}")


def statements():
    h.finitialize(-65)
    for time in (0.05, 0.1, 0.2):
        cvode.event(time, "{seen_ = t  total_ = total_ + 1}")
    rows = []
    while h.t < 0.3:
        h.fadvance()
        rows.append([h.t, h.seen_, h.total_])
    return rows


case("statements", statements)
case(
    "gone at finitialize",
    lambda: [cvode.event(0.1, (look, 9)), h.finitialize(-65), advance(0.3), list(seen)[-1]][3],
)
from_handler = h.FInitializeHandler(lambda: [cvode.event(x, (look, x)) for x in (0, 0.05)])
case("from a handler", lambda: events([]))
