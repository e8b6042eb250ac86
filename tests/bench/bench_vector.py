"""Vector's operations on 10^6 elements as multiples of NumPy's time for the same work."""

import numpy as np
from _timing import emit, nanoseconds

from neuron import h

N = 1000000
a = np.random.default_rng(1).standard_normal(N)
b = np.random.default_rng(2).standard_normal(N)
va, vb, vo, out = h.Vector(a), h.Vector(b), h.Vector(a), a.copy()
numbers = a.tolist()
vf, af, vfo = h.Vector(a[: 1 << 16]), a[: 1 << 16].copy(), h.Vector(1 << 16)
pairs = {
    "as_numpy": ("va.as_numpy()", "a.view()"),
    "Vector(array)": ("h.Vector(a)", "a.copy()"),
    "Vector(list)": ("h.Vector(numbers)", "np.array(numbers)"),
    "to_python": ("va.to_python()", "a.tolist()"),
    "list": ("list(va)", "a.tolist()"),
    "c": ("va.c()", "a.copy()"),
    "fill": ("vo.fill(1)", "out.fill(1)"),
    "add number": ("vo.add(1e-9)", "np.add(out, 1e-9, out=out)"),
    "add Vector": ("vo.add(vb)", "np.add(out, b, out=out)"),
    "v + v": ("va + vb", "a + b"),
    "abs": ("vo.abs()", "np.abs(out, out=out)"),
    "apply sin": ("vo.copy(va).apply('sin')", "np.sin(a, out=out)"),
    "apply exp": ("vo.copy(va).apply('exp')", "np.exp(a, out=out)"),
    "sum": ("va.sum()", "a.sum()"),
    "mean": ("va.mean()", "a.mean()"),
    "var": ("va.var()", "a.var()"),
    "max": ("va.max()", "a.max()"),
    "dot": ("va.dot(vb)", "a.dot(b)"),
    "sort": ("vo.copy(va).sort()", "np.sort(a)"),
    "sortindex": ("va.sortindex()", "np.argsort(a)"),
    "indvwhere": ("vo.indvwhere(va, '>', 2)", "np.nonzero(a > 2)"),
    "histogram": ("va.histogram(-4, 4, 0.01)", "np.histogram(a, bins=800, range=(-4, 4))"),
    "fft of 2^16": ("vfo.fft(vf, 1)", "np.fft.rfft(af)"),
}
figures = {}
for name, (ours, numpys) in pairs.items():
    figures[name] = round(nanoseconds(ours, names=globals()) / nanoseconds(numpys, names=globals()), 3)
figures["geometric mean"] = round(float(np.exp(np.mean(np.log(list(figures.values()))))), 3)
emit("Vector", "times NumPy's time", figures)
