"""Vector: Fourier transforms, convolution, spectra, smooth histograms and spike trains."""

import random

from _case import case, raises

from neuron import h

V = h.Vector


def after(vector, name, *args):
    returned = getattr(vector, name)(*args)
    assert returned == vector
    return list(vector)


def impulse(size, place):
    return [float(i == place) for i in range(size)]


def sample(size, seed):
    source = random.Random(seed)
    return [source.uniform(-1, 1) for _ in range(size)]


# fft
for size in (1, 2, 3, 4, 5, 8, 12, 16):
    case("fft %d" % size, lambda: after(V(sample(size, size)), "fft", 1))
    case("fft inverse %d" % size, lambda: after(V(sample(size, size)), "fft", -1))
case("fft impulses", lambda: [after(V(impulse(8, k)), "fft", 1) for k in range(8)])
case("fft inverse impulses", lambda: [after(V(impulse(8, k)), "fft", -1) for k in range(8)])
case("fft of src", lambda: [after(V([7] * n), "fft", V([1, 2, 3, 4, 5]), 1) for n in (0, 20)])
case("fft of itself", lambda: (lambda v: after(v, "fft", v, -1))(V([1, 2, 3, 4])))
case("fft and back", lambda: list(V(sample(16, 9)).fft(1).fft(-1).mul(1 / 8)))
case("fft leaves src", lambda: (lambda v: (V().fft(v, 1), list(v))[1])(V([1, 2, 3])))
raises("fft sign", lambda: V([1, 2]).fft(2))
raises("fft without sign", lambda: V([1, 2]).fft())

# correl
case("correl auto", lambda: [after(V(), "correl", V(range(1, n + 1))) for n in (1, 3, 4, 5)])
case("correl cross", lambda: after(V(), "correl", V([1, 2, 3, 4]), V([0, 1, 0, 0])))
case("correl swapped", lambda: after(V(), "correl", V([0, 1, 0, 0]), V([1, 2, 3, 4])))
case("correl sizes", lambda: [after(V([7] * 30), "correl", V(range(1, n)), V([0, 1, 3])) for n in (2, 5, 7)])
case("correl samples", lambda: after(V(), "correl", V(sample(16, 1)), V(sample(16, 2))))
case("correl itself", lambda: (lambda v: after(v, "correl", v, v))(V([1, 2, 3, 4])))

# convlv, filter
case("convlv", lambda: after(V(), "convlv", V([1, 2, 3, 4, 0, 0, 0, 0]), V([10, 1, 0.5])))
case("convlv sign", lambda: after(V(), "convlv", V([1, 2, 3, 4, 0, 0, 0, 0]), V([10, 1, 0.5]), 1))
case(
    "convlv of impulse",
    lambda: [after(V(), "convlv", V(impulse(8, 0)), V(range(1, m + 1))) for m in range(1, 10)],
)
case("convlv padded", lambda: after(V([7] * 30), "convlv", V([0, 0, 0, 0, 1]), V([1, 2, 3])))
case("convlv itself", lambda: (lambda v: after(v, "convlv", v, V([0, 1, 0])))(V([1, 2, 3, 4])))
case("convlv samples", lambda: after(V(), "convlv", V(sample(32, 3)), V(sample(9, 4))))
raises("convlv unknown sign", lambda: V().convlv(V([1, 2, 3, 4]), V([1]), 2))
raises("convlv zero response", lambda: V().convlv(V([1, 0, 0, 0]), V(3), -1))
case("filter", lambda: after(V(), "filter", V(range(1, 9)), V([1] * 5)))
case(
    "filter of impulse", lambda: [after(V(), "filter", V(impulse(8, 0)), V(impulse(5, k))) for k in range(5)]
)
case("filter even", lambda: [after(V(), "filter", V(impulse(8, 0)), V(impulse(4, k))) for k in range(4)])
case("filter samples", lambda: after(V([7] * 30), "filter", V(sample(16, 5)), V(sample(7, 6))))

# spctrm
SIZES = (2, 3, 4, 5, 8, 16, 19, 24, 28, 29, 40, 41, 63, 64, 65, 100)
case("spctrm", lambda: [after(V(), "spctrm", V(sample(n, n))) for n in SIZES])
case("spctrm of constant", lambda: after(V(), "spctrm", V([1] * 32)))
case("spctrm into longer", lambda: after(V([7] * 6), "spctrm", V(sample(16, 7))))

# smhist, sumgauss
DATA = [0.3, 1, 2, 2.5, 4.9, 5, 7.2]
case("smhist", lambda: after(V([7]), "smhist", V(DATA), 0, 8, 1, 0.5))
case("smhist start step", lambda: after(V([7] * 30), "smhist", V(DATA), -1, 12, 0.5, 0.02))
case("smhist weights", lambda: after(V(), "smhist", V([1, 2]), 0, 5, 1, 0.5, V([1, 3])))
case("smhist cut", lambda: [after(V(), "smhist", V([0]), 0, 14, 1, var) for var in (1, 2, 5.001, 4.999)])
case("smhist wide", lambda: after(V(), "smhist", V([0, 7]), 0, 8, 1, 40))
case("smhist outside", lambda: [after(V(), "smhist", V([x]), 0, 5, 1, 0.5) for x in (-0.5, -1, 5, 6, 20)])
case(
    "smhist of nothing",
    lambda: [after(V(), "smhist", V(), 0, 3, 1, 1), after(V(), "smhist", V([1]), 0, 0, 1, 1)],
)
raises("smhist step 0", lambda: V().smhist(V([1]), 0, 3, 0, 1))
raises("smhist weights size", lambda: V().smhist(V([1, 2]), 0, 3, 1, 1, V([1])))
case("sumgauss", lambda: list(V(DATA).sumgauss(0, 8, 1, 0.5)))
case("sumgauss steps", lambda: list(V(DATA).sumgauss(-1, 6, 0.4, 0.2)))
case("sumgauss weights", lambda: list(V([1, 2]).sumgauss(0, 3, 1, 0.5, V([1, 2]))))
case("sumgauss cut", lambda: [list(V([0]).sumgauss(0, 12, 1, var)) for var in (1, 1.25, 3.2)])
case("sumgauss sizes", lambda: [len(V([1]).sumgauss(0, x, 0.1, 1)) for x in (0.25, 0.3, 0.35, 0.7)])
case("sumgauss outside", lambda: [list(V([x]).sumgauss(0, 3, 1, 2)) for x in (-0.5, -1.5, 3.5, 9.5)])
raises("sumgauss width 0", lambda: V([1]).sumgauss(0, 3, 0, 1))
raises("sumgauss reversed range", lambda: V([1]).sumgauss(3, 0, 1, 1))

# spikes
case("spikebin", lambda: after(V([7]), "spikebin", V([-70, -10, 10, 20, -5, 5, 5, -70, 30]), 0))
case("spikebin at threshold", lambda: after(V(), "spikebin", V([0, 1, 2, 1, 1, 0, 1, 2]), 1))
case("spikebin first", lambda: after(V(), "spikebin", V([1, 1, -1, 1]), 0))
COUNTS = [1, 0, 2, 3, 0, 1, 4, 2, 0, 0, 0, 5]
case("psth", lambda: [after(V([7]), "psth", V(COUNTS), 1000, 1, n) for n in (0, 1, 3, 5)])
case("psth scaled", lambda: after(V(), "psth", V(COUNTS), 10, 3, 4))
case("psth far", lambda: after(V(), "psth", V([0, 0, 5, 0, 0, 0, 0, 0]), 1000, 1, 3))
raises("psth size", lambda: V().psth(V([1] * 5), 10, 1, 4))


def triggered(triggers, pre, post):
    v = V([7])
    count = v.trigavg(V([i * i for i in range(20)]), V(triggers), pre, post)
    return [count, list(v)]


case("trigavg", lambda: [triggered(t, 2, 3) for t in ([5, 10], [5, 10, 1, 2, 16, 17], [2], [16])])
case("trigavg truncates", lambda: triggered([5.7, 6.2], 2.9, 2.9))
case("trigavg of nothing", lambda: [triggered([], 1, 1), triggered([17], 2, 3)])
case("trigavg type", lambda: type(V().trigavg(V(9), V([4]), 1, 1)))
CELL = (0.1, 0.1, -65, 1, -55, -70)
case("inf subthreshold", lambda: after(V([7]), "inf", V([1] * 12), *CELL))
case("inf spikes", lambda: after(V(), "inf", V([30] * 30), *CELL))
case("inf step", lambda: after(V(), "inf", V([0, 0, 30, 30, 30, 30, 30, 0, 0, 30, 30, 0]), *CELL))
STRONG = (0.5, 0.2, -60, 2, -55, -70)
case("inf refractory", lambda: [after(V(), "inf", V([50] * 55), *STRONG, ref) for ref in (0, 0.9, 1, 1.2, 2)])
