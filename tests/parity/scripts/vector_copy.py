"""Vector: copies, labels, elementwise functions, apply and reduce."""

from _case import case, hoc, raises

from neuron import h

V = h.Vector


def after(vector, name, *args):
    returned = getattr(vector, name)(*args)
    assert returned == vector
    return list(vector)


def four():
    return V([10, 11, 12, 13])


# new Vectors of a part
for name in ("c", "at", "cl"):
    case(name, lambda: list(getattr(four(), name)()))
    case(name + " start", lambda: list(getattr(four(), name)(2)))
    case(name + " start end", lambda: list(getattr(four(), name)(1, 2)))
    case(name + " truncates", lambda: list(getattr(four(), name)(1.9, 2.9)))
    case(name + " of empty", lambda: list(getattr(V(), name)()))
    case(name + " is new", lambda: (lambda v: getattr(v, name)() == v)(four()))
    raises(name + " past the end", lambda: getattr(four(), name)(1, 4))
    raises(name + " negative", lambda: getattr(four(), name)(-1, 2))
    raises(name + " reversed range", lambda: getattr(four(), name)(3, 1))


def labels():
    v = four()
    first = v.label()
    second = v.label("a name")
    return [first, second, v.label(), v.c().label(), v.at().label(), v.cl().label(), v.cl(1, 2).label()]


case("label", labels)
case("label type", lambda: type(V().label()))

# copy
case("copy", lambda: after(V([9, 9, 9]), "copy", V([1, 2])))
case("copy to longer", lambda: after(V([9]), "copy", four()))
case("copy dest_start", lambda: after(V([9] * 4), "copy", V([1, 2]), 1))
case("copy dest_start grows", lambda: after(V([9]), "copy", V([1, 2]), 3))
case("copy src range", lambda: after(V([9] * 4), "copy", V([1, 2, 3]), 1, 2))
case("copy src range to empty", lambda: after(V(), "copy", V([1, 2, 3]), 1, 2))
case("copy src range open", lambda: after(V([9] * 4), "copy", V([1, 2, 3]), 1, -1))
case("copy dest and range", lambda: after(V([9]), "copy", V([1, 2, 3, 4, 5]), 2, 1, 3))
case("copy dest and open range", lambda: after(V([9]), "copy", V([1, 2, 3, 4, 5]), 2, 1, -1))
case("copy interleave", lambda: after(V([9] * 12), "copy", V([1, 2, 3, 4, 5]), 0, 0, -1, 2, 1))
case("copy increments", lambda: after(V([9]), "copy", V([1, 2, 3, 4, 5]), 1, 1, 3, 3, 2))
case("copy every fourth", lambda: after(V([9]), "copy", V([1, 2, 3, 4, 5, 6]), 0, 0, -1, 1, 4))
case("copy index", lambda: after(V([9] * 5), "copy", V([1, 2, 3, 4, 5]), V([0, 3, 7, -1])))
case("copy index not resized", lambda: after(V([9] * 3), "copy", V([1, 2, 3, 4, 5]), V([0, 3, 1.9])))
case("copy two indices", lambda: after(V([9] * 5), "copy", V([1, 2, 3, 4, 5]), V([0, 3, 4]), V([4, 1, 8])))
case("copy two indices, unequal", lambda: after(V([9] * 5), "copy", V([1, 2, 3]), V([0, 1]), V([4, 1, 2])))
case("copy of empty", lambda: [after(four(), "copy", V()), after(four(), "copy", V(), 1)])
case("copy itself", lambda: (lambda v: after(v, "copy", v))(four()))
case("copy itself shifted", lambda: (lambda v: after(v, "copy", v, 10))(V(range(20))))
case("copy itself down", lambda: (lambda v: after(v, "copy", v, 0, 2, 3))(four()))
raises("copy negative dest", lambda: V([9]).copy(four(), -1))
raises("copy past the end", lambda: V([9]).copy(four(), 0, 1, 4))
raises("copy reversed range", lambda: V([9]).copy(four(), 0, 3, 1))
raises("copy zero increment", lambda: V([9]).copy(four(), 0, 0, -1, 0, 1))

# elementwise functions
DATA = [0.25, 1, 2.5, 10]
for name in ("abs", "floor", "log", "log10", "sqrt", "tanh"):
    case(name, lambda: after(V(DATA), name))
    case(name + " of src", lambda: after(V([7, 7, 7, 7, 7, 7]), name, V(DATA)))
    case(name + " empty", lambda: after(V(), name))
case("abs negative", lambda: after(V([-1, 2, -3.5]), "abs"))
case("floor negative", lambda: after(V([1.5, -1.5, 2, -2, 1 - 1e-13]), "floor"))
case("log domain", lambda: [after(V([0, -1]), "log"), after(V([0, -1]), "log10")])
raises("sqrt domain", lambda: V([-1]).sqrt())
case("tanh negative", lambda: after(V([-2, 30]), "tanh"))
case("pow", lambda: [after(V([1, 2, 3]), "pow", p) for p in (-1, 0, 0.5, 1, 2, 3, -2.5)])
case("pow of src", lambda: after(V([7]), "pow", V([1, 2, 3]), 1.7))
case("pow negative base", lambda: after(V([1, -2, 0]), "pow", 3))
case("pow negative base, fraction", lambda: after(V([-2]), "pow", 1.5))
raises("pow -1 of 0", lambda: V([1, 0]).pow(-1))
raises("pow without power", lambda: V([1]).pow())
case("sin", lambda: after(V(6), "sin", 10, 0.5))
case("sin dt", lambda: after(V(6), "sin", 10, 0.5, 2))
raises("sin one argument", lambda: V(6).sin(10))

# apply and reduce
hoc("func parity_square() { return $1*$1 }")
case("apply builtin", lambda: after(V([1, 2, 3]), "apply", "sin"))
case("apply hoc function", lambda: after(V([1, 2, 3]), "apply", "parity_square"))
case("apply range", lambda: after(V([1, 2, 3, 4]), "apply", "parity_square", 1, 2))
case("apply python", lambda: after(V([1, 2, 3]), "apply", lambda x: 2 * x + 1))
case("apply python range", lambda: after(V([1, 2, 3]), "apply", lambda x: 2 * x, 1, 2))
case("apply python builtin", lambda: after(V([1, -2]), "apply", abs))
case("apply int", lambda: after(V([1.5, -1.5]), "apply", "int"))
case("apply exp", lambda: after(V([1.5, -1.5]), "apply", "exp"))
case("apply empty", lambda: after(V(), "apply", "sin"))
raises("apply unknown", lambda: V([1]).apply("no_such_function"))
raises("apply number", lambda: V([1]).apply(3))
raises("apply python string", lambda: V([1]).apply(lambda x: "a"))
raises("apply python exception", lambda: V([1]).apply(lambda x: 1 / 0))
raises("apply past the end", lambda: V([1]).apply("sin", 0, 1))
raises("apply log domain", lambda: V([-1]).apply("log"))
case("reduce", lambda: V([1, 2, 3]).reduce("parity_square"))
case("reduce base", lambda: V([1, 2, 3]).reduce("parity_square", 100))
case("reduce range", lambda: V([1, 2, 3, 4]).reduce("parity_square", 100, 1, 2))
case("reduce empty", lambda: V().reduce("sin", 3))
case("reduce type", lambda: type(V([1]).reduce("int")))
raises("reduce unknown", lambda: V([1]).reduce("no_such_function"))
raises("reduce past the end", lambda: V([1]).reduce("sin", 0, 0, 1))
