# ruff: noqa: I001 (what sets the number of threads comes before NumPy)
"""Vectors of 10^6 doubles against NumPy arrays: microseconds of both."""

from _timing import seconds, show  # first: it sets the number of threads

import numpy as np

from neuron import h

N = 1000000
rng = np.random.default_rng(1)
a, b = rng.standard_normal(N), rng.standard_normal(N)
va, vb = h.Vector(a), h.Vector(b)
out, vo = np.empty(N), h.Vector(N)
numbers = a.tolist()
signal, vsignal, vspectrum = a[: 1 << 16].copy(), h.Vector(a[: 1 << 16]), h.Vector(1 << 16)
grid, vgrid = np.linspace(0, 1, 100000), h.Vector(np.linspace(0, 1, 100000))
places = np.sort(rng.uniform(0, 1, 100000))
vplaces, ramp, vramp, vmade = h.Vector(places), np.arange(1e5), h.Vector(np.arange(1e5)), h.Vector()

PAIRS = {
    "as_numpy()": (lambda: va.as_numpy(), lambda: a.view()),
    "Vector(array)": (lambda: h.Vector(a), lambda: a.copy()),
    "Vector(list)": (lambda: h.Vector(numbers), lambda: np.array(numbers)),
    "from_python(array)": (lambda: vo.from_python(a), lambda: np.copyto(out, a)),
    "to_python(array)": (lambda: va.to_python(out), lambda: np.copyto(out, a)),
    "np.array(v)": (lambda: np.array(va), lambda: np.array(a)),
    "list(v)": (lambda: list(va), lambda: a.tolist()),
    "c()": (lambda: va.c(), lambda: a.copy()),
    "copy(v)": (lambda: vo.copy(va), lambda: np.copyto(out, a)),
    "fill(1)": (lambda: vo.fill(1), lambda: out.fill(1)),
    "add(v)": (lambda: vo.add(vb), lambda: np.add(out, b, out=out)),
    "mul(1)": (lambda: vo.mul(1), lambda: np.multiply(out, 1.0, out=out)),
    "v + v": (lambda: va + vb, lambda: a + b),
    "copy(v).apply('sin')": (lambda: vo.copy(va).apply("sin"), lambda: np.sin(a, out=out)),
    "copy(v).apply('exp')": (lambda: vo.copy(va).apply("exp"), lambda: np.exp(a, out=out)),
    "copy(v).sort()": (lambda: vo.copy(va).sort(), lambda: np.sort(a)),
    "sortindex()": (lambda: va.sortindex(), lambda: np.argsort(a)),
    "sum()": (lambda: va.sum(), lambda: a.sum()),
    "mean()": (lambda: va.mean(), lambda: a.mean()),
    "var()": (lambda: va.var(), lambda: a.var()),
    "max()": (lambda: va.max(), lambda: a.max()),
    "max_ind()": (lambda: va.max_ind(), lambda: a.argmax()),
    "dot(v)": (lambda: va.dot(vb), lambda: a.dot(b)),
    "indvwhere('>', 2)": (lambda: vo.indvwhere(va, ">", 2), lambda: np.nonzero(a > 2)),
    "histogram": (
        lambda: va.histogram(-4, 4, 0.01),
        lambda: np.histogram(a, bins=800, range=(-4, 4)),
    ),
    "fft of 2^16": (lambda: vspectrum.fft(vsignal, 1), lambda: np.fft.rfft(signal)),
    "interpolate of 10^5": (
        lambda: vmade.interpolate(vgrid, vplaces, vramp),
        lambda: np.interp(grid, places, ramp),
    ),
}
rows = {}
for item, (ours, numpys) in PAIRS.items():
    rows[item] = (1e6 * seconds(ours), 1e6 * seconds(numpys))
    if item.startswith("indvwhere"):
        vo.copy(va)
show("us", rows)
