"""NetStim without noise: start, interval, number, events from outside, zero and negative numbers."""

from _model import case, h, run, section, show

source = h.NetStim()
NAMES = ("start", "interval", "number", "noise")
show("defaults", [getattr(source, name) for name in NAMES])
times = h.Vector()
link = h.NetCon(source, None)
link.record(times)


def train(start, interval, number, tstop=40):
    source.start, source.interval, source.number = start, interval, number
    run(tstop)
    return list(times)


for start, interval, number in (
    (50, 10, 10), (0, 10, 3), (0.01, 10, 2), (1, 3, 5), (2.5, 0.01, 20), (0.0126, 0.03, 30), (5, 1e9, 10), (3, 1, 0),
    (-1, 5, 3), (3, 0, 3), (3, -5, 2), (39.99, 1, 5), (40, 1, 5), (0.1, 0.1, 100), (7, 7.7, 1e9),
):  # fmt: skip
    case("start %g interval %g number %g" % (start, interval, number), lambda: train(start, interval, number))
other = h.NetStim()
other.start, other.interval, other.number = 4, 20, 2
trigger = h.NetCon(other, source, 0, 0.5, 1)


def triggered(weight, start, number):
    trigger.weight[0] = weight
    return train(start, 3, number)


for weight in (1, -1, 0):
    for start in (-1, 2, 10):
        case("triggered weight %g start %g" % (weight, start), lambda: triggered(weight, start, 4))
soma = section("soma", 10, 10, 1, ["hh"])
trigger.active(0)
case("with a cell", lambda: train(1, 3, 5, 10))
