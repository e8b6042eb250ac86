"""python -m neuron.demo: a short tour of what this version can do. Needs nothing but this package.

Each part prints what it does and what came out. NumPy's part is left out where NumPy is not installed.
"""

import pickle
import random
import sys


def title(text):
    print("\n%s\n%s" % (text, "-" * len(text)))


def show(code, value):
    print("  %-44s %s" % (code, value))


def vectors(h):
    title("Vectors: arrays that grow, and know statistics and signals")
    v = h.Vector([3, 1, 2])
    show("v = h.Vector([3, 1, 2])", v.to_python())
    show("v.append(5, 4).sort()", v.append(5, 4).sort().to_python())
    show("v.c().mul(2).add(1)", v.c().mul(2).add(1).to_python())
    show("v[-1], v[1:3], len(v)", (v[-1], list(v[1:3]), len(v)))
    show("v.mean(), v.stdev()", "%g, %.4f" % (v.mean(), v.stdev()))
    show('v.c().apply("sqrt")', " ".join("%.4f" % x for x in v.c().apply("sqrt")))


def numpy_sharing(h):
    title("NumPy: one memory, two names")
    try:
        import numpy
    except ImportError:
        print("  NumPy is not installed; with it, v.as_numpy() shares the memory of v without a copy.")
        return
    v = h.Vector(range(5))
    array = v.as_numpy()
    array[3] = 42
    show("a = v.as_numpy(); a[3] = 42; v[3]", v[3])
    v.mul(10)
    show("v.mul(10); a", array)
    show("h.Vector(numpy.linspace(0, 1, 5)).sum()", h.Vector(numpy.linspace(0, 1, 5)).sum())
    v.append(1)
    show("v.append(1); len(v), len(a)", "%d, %d: a keeps the old memory" % (len(v), len(array)))


def pickling(h):
    title("Pickle: Vectors go where Python objects go")
    v = h.Vector(range(1000))
    v.label("voltage")
    data = pickle.dumps(v, pickle.HIGHEST_PROTOCOL)
    again = pickle.loads(data)
    show("len(pickle.dumps(v))", "%d bytes for 1000 numbers" % len(data))
    show("pickle.loads(...).eq(v)", bool(again.eq(v)))


def noisy_signal(h, size, dt):
    """Two waves, 50 and 120 Hz, in noise twice as strong as they are; dt in ms."""
    v = h.Vector(size).sin(50, 0, dt).add(h.Vector(size).sin(120, 0, dt))
    source = random.Random(1)
    return v.add(h.Vector(source.gauss(0, 2) for _ in range(size)))


def spectrum(h):
    title("Fourier transform: two waves in noise")
    size, dt = 1024, 1.0  # elements; ms
    v = noisy_signal(h, size, dt)
    waves = h.Vector().fft(v, 1)
    amplitudes = h.Vector()  # of the frequencies k*1000/(size*dt) Hz, k = 1 … size/2 - 1
    for k in range(1, size // 2):
        amplitudes.append((waves[2 * k] ** 2 + waves[2 * k + 1] ** 2) ** 0.5 * 2 / size)
    band = 16
    print("  amplitude in bands of %.0f Hz, up to 200 Hz" % (band * 1000 / (size * dt)))
    for start in range(0, 13 * band, band):
        top = amplitudes.max(start, start + band - 1)
        print("  %4.0f Hz  %.2f  %s" % ((start + 1) * 1000 / (size * dt), top, "#" * int(40 * top)))
    strongest = amplitudes.sortindex().reverse()
    peaks = sorted((strongest[i] + 1) * 1000 / (size * dt) for i in range(2))
    print("  strongest: %.1f and %.1f Hz; put in: 50 and 120 Hz" % tuple(peaks))


def ranks(h):
    title("Parallel runs")
    pc = h.ParallelContext()
    show("pc.id(), pc.nhost()", "rank %d of %d" % (pc.id(), pc.nhost()))
    if pc.nhost() == 1:
        print(
            "  More ranks: mpiexec -n 2 %s script.py, see the documentation." % (sys.executable or "python")
        )


def main():
    from neuron import __version__, h

    print("NEURON %s on Python %s" % (__version__, sys.version.split()[0]))
    for part in (vectors, numpy_sharing, pickling, spectrum, ranks):
        part(h)
    print("\nMore: help(h.Vector), dir(h), python -m neuron.diagnose")


if __name__ == "__main__":
    main()
