"""Vector: sums, means, errors, scaling, smoothing and interpolation."""

import math
import random

from _case import case, hoc, raises

from neuron import h

V = h.Vector


def after(vector, name, *args):
    returned = getattr(vector, name)(*args)
    assert returned == vector
    return list(vector)


def sample(size, seed):
    source = random.Random(seed)
    return V([source.uniform(-1, 3) for _ in range(size)])


def four():
    return V([1, 2, 4, 7])


# numbers of the whole Vector
for name in ("sum", "sumsq", "mean", "var", "stdev", "stderr"):
    case(name, lambda: [getattr(four(), name)(), getattr(sample(50, 1), name)()])
    case(name + " range", lambda: [getattr(four(), name)(1, 3), getattr(sample(50, 1), name)(10, 39)])
    case(name + " truncates", lambda: getattr(four(), name)(0.9, 2.9))
    case(name + " type", lambda: type(getattr(four(), name)()))
    raises(name + " past the end", lambda: getattr(four(), name)(0, 4))
    raises(name + " negative", lambda: getattr(four(), name)(-1, 2))
    raises(name + " reversed range", lambda: getattr(four(), name)(3, 1))
case("empty sums", lambda: [V().sum(), V().sumsq(), V().mag()])
for name in ("mean", "var", "stdev", "stderr", "median"):
    raises(name + " empty", lambda: getattr(V(), name)())
for name in ("var", "stdev", "stderr"):
    raises(name + " of one", lambda: getattr(V([1]), name)())
case("sum order", lambda: [V([1e16, 1, -1e16, 1]).sum(), V([0.1] * 10).sum()])
case("var of large", lambda: V([1e8 + 1, 1e8 + 2, 1e8 + 4]).var())
case("median", lambda: [V(x).median() for x in ([3, 1, 2], [4, 1, 3, 2], [5], [1, 9])])
case("median leaves source", lambda: (lambda v: (v.median(), list(v))[1])(V([3, 1, 2])))
case("mag", lambda: [V([3, 4]).mag(), sample(20, 2).mag()])
case("dot", lambda: [four().dot(V([4, 5, 6, 0.5])), V([1, 2]).dot(V([4, 5, 6])), V().dot(V())])
case("meansqerr", lambda: V([1, 2, 3]).meansqerr(V([2, 4, 6])))
case("meansqerr weighted", lambda: V([1, 2, 3]).meansqerr(V([2, 4, 6]), V([1, 2, 3])))
raises("meansqerr short", lambda: V([1, 2, 3]).meansqerr(V([2, 4])))
raises("meansqerr short weights", lambda: V([1, 2, 3]).meansqerr(V([2, 4, 6]), V([1])))
raises("meansqerr empty", lambda: V().meansqerr(V()))


def scaled(values, low, high):
    v = V(values)
    factor = v.scale(low, high)
    return [factor, list(v)]


case("scale", lambda: [scaled([1, 2, 4], 0, 1), scaled([0.1, 0.25, 0.7], -1, 3)])
case("scale flipped", lambda: scaled([1, 2, 4], 5, 3))
case("scale constant", lambda: scaled([1, 1], 0, 1))
case("scale type", lambda: type(V([1, 2]).scale(0, 1)))

# derivative, integral
SQUARES = [0, 1, 4, 9, 16, 25]
case("deriv", lambda: [after(V(SQUARES), "deriv"), after(V(SQUARES), "deriv", 0.1)])
case("deriv methods", lambda: [after(V(SQUARES), "deriv", 0.3, method) for method in (1, 2)])
case("deriv of src", lambda: after(V([9] * 9), "deriv", V(SQUARES)))
case("deriv of src dx", lambda: after(V(), "deriv", V(SQUARES), 0.3))
case("deriv of src methods", lambda: [after(V(), "deriv", V(SQUARES), 0.3, k) for k in (1, 2)])
case("deriv of two", lambda: [after(V([1, 5]), "deriv"), after(V([1, 5]), "deriv", 1, 1)])
case("deriv of sample", lambda: after(sample(9, 3), "deriv", 0.1))
raises("deriv of one", lambda: V([1]).deriv())
raises("deriv unknown method", lambda: V(SQUARES).deriv(1, 3))
case("integral", lambda: [after(V([1, 2, 3]), "integral"), after(V([1, 2, 3]), "integral", 0.5)])
case("integral of src", lambda: after(V([9] * 9), "integral", V([1, 2, 3])))
case("integral of src dx", lambda: after(V(), "integral", V([1, 2, 3]), 0.5))
case("integral of itself", lambda: (lambda v: after(v, "integral", v, 0.5))(V([1, 2, 3])))
case("integral of sample", lambda: after(sample(9, 3), "integral", 0.1))

# interpolate
XS, YS, XD = [0, 1, 2, 3], [0, 1, 4, 9], [-1, 0, 0.5, 1.5, 3, 3.5]
case("interpolate", lambda: after(V(YS), "interpolate", V(XD), V(XS)))
case("interpolate of src", lambda: after(V(), "interpolate", V(XD), V(XS), V(YS)))
case(
    "interpolate uneven",
    lambda: after(V(), "interpolate", V([0.3, 1.7]), V([0.1, 1.2, 2.9]), V([0.7, 0.13, 4.1])),
)
case("interpolate step", lambda: after(V(), "interpolate", V([0.5, 1, 1.5]), V([0, 1, 1, 2]), V(YS)))
case("interpolate one", lambda: after(V(), "interpolate", V([0.5]), V([1]), V([4])))
case("interpolate into itself", lambda: (lambda v: after(v, "interpolate", v, V(XS), V(YS)))(V(XD)))
case("interpolate nothing", lambda: after(V([1]), "interpolate", V(), V(XS), V(YS)))

# rebin, resample
case("rebin", lambda: [after(V(range(1, 11)), "rebin", k) for k in (1, 2, 3, 10, 11, 2.9)])
case("rebin of src", lambda: after(V([9] * 9), "rebin", V(range(1, 11)), 4))
RATES = (0, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75, 0.8, 1, 1.2, 1.3, 1.5, 1.7, 2)
case("resample", lambda: [after(V(), "resample", V([1, 2, 3, 4, 5]), rate) for rate in RATES])
case("resample itself", lambda: (lambda v: after(v, "resample", v, 2))(V(range(6))))
raises("resample negative", lambda: V().resample(V([1, 2, 3]), -1))


# fit, repeated until it has converged
def fitted(name, function, start, size=12, calls=60):
    x = V(range(size))
    y = V([function(i) for i in range(size)])
    model = V()
    parameters = [h.ref(p) for p in start]
    for _ in range(calls):
        error = y.fit(model, name, x, *parameters)
    close = max(abs(a - b) for a, b in zip(model, y, strict=True)) < 1e-3
    return [error < 1e-6, len(model), close, *(round(p[0], 2) for p in parameters)]


hoc("func parity_line() { return $2*$1 + $3 }")
case("fit line", lambda: fitted("line", lambda x: 5 * x + 4, (2, 3)))
case("fit quad", lambda: fitted("quad", lambda x: 0.5 * x * x + 4 * x - 2, (0.4, 3, -1)))
case("fit exp1", lambda: fitted("exp1", lambda x: 5 * math.exp(-x / 4), (4, 3)))
case("fit hoc function", lambda: fitted("parity_line", lambda x: 5 * x + 4, (2, 3)))
case("fit type", lambda: type(V([1, 2]).fit(V(), "line", V([1, 2]), h.ref(1), h.ref(1))))
raises("fit sizes", lambda: V([1, 2]).fit(V(), "line", V([1]), h.ref(1), h.ref(1)))
raises("fit missing parameter", lambda: V([1, 2]).fit(V(), "line", V([1, 2]), h.ref(1)))
