"""NetStim with noise and its default generator: seed, and the state between runs and objects."""

from _model import case, h, run

source, second = h.NetStim(), h.NetStim()
times, second_times = h.Vector(), h.Vector()
links = [h.NetCon(source, None), h.NetCon(second, None)]
links[0].record(times)
links[1].record(second_times)
for one in (source, second):
    one.start, one.interval, one.number, one.noise = 2, 5, 8, 1


def seeded(seed, noise=1):
    source.noise = noise
    source.seed(seed)
    run(60)
    return [list(times), list(second_times)]


for seed in (1, 2, 12345):
    case("seed %d" % seed, lambda: seeded(seed))
    case("seed %d, half" % seed, lambda: seeded(seed, 0.5))
source.seed(1)
second.number = 0
case("alone", lambda: run(60) or list(times))
case("going on", lambda: run(60) or list(times))
