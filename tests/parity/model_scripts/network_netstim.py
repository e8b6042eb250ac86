"""NetStim in networks: trains of any length, noise by Random123 and by Random, many streams, restart and bursts."""

from _network import Raster, case, connect, h, step

stims = [h.NetStim() for _ in range(4)]
raster = Raster(stims)


def trains(tstop=60, **values):
    for i, stim in enumerate(stims):
        stim.start, stim.number, stim.interval, stim.noise = 1 + i, 10, 5, 0
        for key, value in values.items():
            setattr(stim, key, value)
    step(tstop)
    return raster.rows()


case("regular", trains)
case("one spike", lambda: trains(number=1))
case("none", lambda: trains(number=0))
case("from zero", lambda: trains(start=0, interval=7))
case("before zero", lambda: trains(start=-1))
case("one time", lambda: trains(start=3, interval=2.5))
case("interval below dt", lambda: trains(10, interval=0.01, number=30))
for noise in (0.2, 0.5, 1):
    for i, stim in enumerate(stims):
        stim.noiseFromRandom123(i, 2, 3)
    case("Random123, noise %g" % noise, lambda: trains(noise=noise))
case("the same again", lambda: [trains(noise=1), trains(noise=1)][1])
for i, stim in enumerate(stims):
    stim.noiseFromRandom123(i, 2, 4)
case("other streams", lambda: trains(noise=1, number=1e9))
generators = []
for i, stim in enumerate(stims):
    random = h.Random()
    random.Random123(i, 5, 0)
    random.negexp(1)
    stim.noiseFromRandom(random)
    generators.append(random)
case("Random", lambda: trains(noise=1))
case("Random goes on", lambda: trains(noise=1))


def sequences():
    for random in generators:
        random.seq(0)
    return trains(noise=0.7)


case("Random from the start", sequences)
trigger = h.NetStim()
trigger.start, trigger.number, trigger.interval, trigger.noise = 20, 2, 25, 0
switch = connect(trigger, stims[0], 1, 0.5)
case("switched on", lambda: trains(80, start=-1, number=3, interval=2))
switch.weight[0] = -1
case("switched off", lambda: trains(80, number=50, interval=2))
