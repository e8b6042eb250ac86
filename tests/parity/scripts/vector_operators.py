"""Vector: arithmetic operators, numpy and lists."""

import numpy as np
from _case import case, raises

from neuron import h

V = h.Vector
A, B = V([1, 2, 4]), V([3, 0.5, 8])

# operators
case("with scalar", lambda: [list(v) for v in (A + 1, A - 1, A * 3, A / 3)])
case("with scalar, reflected", lambda: [list(v) for v in (1 + A, 1 - A, 3 * A, 3 / A)])
case("with Vector", lambda: [list(v) for v in (A + B, A - B, A * B, A / B)])
case("unary", lambda: [list(v) for v in (-A, +A, abs(-A))])
case("operators make new", lambda: [+A == A, A + 0 == A, type(A + 1), list(A)])
case("chain", lambda: list(2 * A + B / 2 - 1))
case("division by zero Vector", lambda: list(A / V(3)))
raises("division by zero", lambda: A / 0)
raises("other size", lambda: A + V([1]))
raises("add string", lambda: A + "a")
raises("add None", lambda: A + None)
raises("float", lambda: float(V([1])))


def in_place():
    v = first = V([1, 2])
    v += 1
    v *= 2
    v -= V([1, 1])
    v /= 2
    return [list(v), list(first), v == first]


case("augmented", in_place)

# numpy and lists
case("np.array", lambda: [np.array(A), np.array(A).dtype.str, np.array(V()).shape])
case("np.array is a copy", lambda: (lambda v: [np.array(v).fill(7), list(v)][1])(V([1, 2])))
case("np.asarray is live", lambda: (lambda v: [np.asarray(v), v.fill(7)][0].tolist())(V([1, 2])))
case("numpy functions", lambda: [np.sin(A), np.diff(A), np.concatenate([A, B]), np.allclose(A, [1, 2, 4])])
case("two rows", lambda: np.array([A, B]))
case("array operators", lambda: [type(A + np.ones(3)), A + np.ones(3), type(np.ones(3) * A), np.ones(3) * A])
case("__array_interface__", lambda: [A.__array_interface__[k] for k in ("shape", "typestr", "version")])


def view():
    v = V([1, 2, 3])
    array = v.as_numpy()
    array[0] = 9
    v[1] = 8
    return [array.tolist(), list(v), array.dtype.str, array.shape, len(V().as_numpy())]


case("as_numpy", view)
case("from array", lambda: [list(V(np.arange(4.0)[::2])), list(V(np.arange(3))), list(V(np.float32([0.1])))])
case(
    "from_python",
    lambda: [list(V([9] * 9).from_python(x)) for x in ([1, 2], (3,), range(2), np.arange(3.0), [])],
)
raises("from_python strings", lambda: V().from_python(["a"]))


def filled(target):
    return [V([1, 2]).to_python(target) is target, target, type(target)]


case("to_python", lambda: [A.to_python(), type(A.to_python()), V().to_python()])
case("to_python into", lambda: [filled([0, 0]), filled(np.zeros(2)), filled(np.zeros(4)[::2])])
raises("to_python size", lambda: A.to_python([0]))
