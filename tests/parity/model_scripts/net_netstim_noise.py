"""NetStim with noise: its own generator, Random123 and shared Random objects, seeds, repeated runs."""

from _model import case, h, run, show

source = h.NetStim()
source.start, source.interval, source.number = 2, 5, 12
times = h.Vector()
link = h.NetCon(source, None)
link.record(times)


def train(noise, seed=None, stream=None):
    source.noise = noise
    if seed is not None:
        source.seed(seed)
    if stream is not None:
        source.noiseFromRandom123(*stream)
    run(80)
    return list(times)


for stream in ((1, 0, 0), (1, 2, 3), (7, 1, 0)):
    for noise in (0.2, 1):
        case("Random123 %s noise %g" % (stream, noise), lambda: train(noise, stream=stream))
        case("Random123 %s noise %g, on" % (stream, noise), lambda: train(noise))
generator = h.Random()
generator.Random123(4, 5, 6)
generator.negexp(1)
source.noiseFromRandom(generator)
case("noiseFromRandom", lambda: train(1))
case("noiseFromRandom again", lambda: train(0.5))


def restarted():
    generator.seq(0)
    return train(1)


case("noiseFromRandom from its start", restarted)
uniform = h.Random()
uniform.Random123(1, 1, 1)
uniform.uniform(0, 2)
source.noiseFromRandom(uniform)
case("uniform intervals", lambda: train(1))
several = [h.NetStim() for _ in range(4)]
show("several", [one.number for one in several])
gathered, ids = h.Vector(), h.Vector()
links = []
for i, one in enumerate(several):
    one.start, one.interval, one.number, one.noise = 0, 4, 1e9, 1
    one.noiseFromRandom123(i, 0, 0)
    links.append(h.NetCon(one, None))
    links[-1].record(gathered, ids, i)
case("several at once", lambda: run(30) or [list(gathered), list(ids)])
