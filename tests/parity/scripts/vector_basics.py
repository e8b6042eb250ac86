"""Vector: construction, element access, size, in-place arithmetic and rearrangement."""

from _case import case, raises

from neuron import h

V = h.Vector


def after(vector, name, *args):
    """Call a method, which must give back the same Vector, and list the elements."""
    returned = getattr(vector, name)(*args)
    assert returned == vector
    return list(vector)


def six():
    return V([0, 1, 2, 3, 4, 5])


# construction
case("new empty", lambda: list(V()))
case("new size", lambda: [list(V(3)), list(V(0)), list(V(2.9)), list(V(True))])
case("new size and value", lambda: list(V(3, 7.5)))
case("new from list", lambda: list(V([1, 2.5, True])))
case("new from tuple", lambda: list(V((1, 2))))
case("new from range", lambda: list(V(range(4))))
case("new from generator", lambda: list(V(x * x for x in range(4))))
case("new from map", lambda: list(V(map(float, ["1", "2.5"]))))
raises("new negative size", lambda: V(-1))
raises("new huge size", lambda: V(1e12))
raises("new infinite size", lambda: V(float("inf")))
raises("new from string", lambda: V("abc"))
raises("new from list of strings", lambda: V(["1"]))

# size and storage
case("size type", lambda: [V(3).size(), type(V(3).size()), V().size()])
case("resize grow", lambda: after(V([1, 2]), "resize", 4))
case("resize shrink", lambda: after(V([1, 2, 3]), "resize", 1))
case("resize shrink then grow", lambda: list(V([1, 2, 3]).resize(1).resize(3)))
case("resize truncates", lambda: after(V([1, 2]), "resize", 3.9))
raises("resize negative", lambda: V(2).resize(-1))
raises("resize without argument", lambda: V(2).resize())
case("clear", lambda: after(V([1, 2]), "clear"))
case("buffer_size", lambda: [V(10).buffer_size(), type(V(10).buffer_size()), V(10).buffer_size(20)])
case("buffer_size keeps elements", lambda: (lambda v: [v.buffer_size(8), len(v), list(v)])(V([1, 2])))
case("buffer_size after shrink", lambda: V(10).resize(5).buffer_size())

# elements
case("get", lambda: [V([1, 2, 3]).get(0), V([1, 2, 3]).get(2), V([1, 2, 3]).get(1.9)])
raises("get negative", lambda: V([1, 2]).get(-1))
raises("get past the end", lambda: V([1, 2]).get(2))
raises("get of empty", lambda: V().get(0))
case("set", lambda: after(V([1, 2, 3]), "set", 1, 9))
raises("set negative", lambda: V([1, 2]).set(-1, 3))
raises("set past the end", lambda: V([1, 2]).set(2, 3))
raises("set without value", lambda: V([1, 2]).set(1))
case("fill", lambda: after(V(4), "fill", 3))
case("fill range", lambda: after(V(6), "fill", 3, 1, 3))
case("fill empty", lambda: after(V(), "fill", 3))
raises("fill start only", lambda: V(6).fill(3, 1))
raises("fill past the end", lambda: V(6).fill(3, 1, 6))
raises("fill reversed range", lambda: V(6).fill(3, 4, 2))

# sequences
case("indgen", lambda: after(V(4), "indgen"))
case("indgen step", lambda: after(V(4), "indgen", 0.1))
case("indgen start step", lambda: after(V(4), "indgen", 3, 0.5))
case("indgen start stop step", lambda: after(V(), "indgen", 0, 1, 0.1))
case("indgen shrinks", lambda: after(V(30), "indgen", 50, 100, 10))
case("indgen stop between steps", lambda: after(V(), "indgen", 0, 1, 0.3))
case("indgen backwards", lambda: after(V(), "indgen", 1, 0, -0.5))
case("indgen long", lambda: len(V().indgen(0, 100, 0.025)))
case("indgen sizes", lambda: [len(V().indgen(0, k / 10, 0.1)) for k in range(1, 30)])
case("indgen tolerance", lambda: [len(V().indgen(0, 10 - e, 1)) for e in (2e-10, 9e-10, 1.1e-9, 1e-8)])
raises("indgen wrong direction", lambda: V().indgen(1, 0, 0.5))
raises("indgen stop at start", lambda: V().indgen(0, 0, 1))
raises("indgen four arguments", lambda: V(5).indgen(1, 2, 3, 4))

# arithmetic in place
for name, scalar in (("add", 0.1), ("sub", 0.1), ("mul", 3), ("div", 3)):
    case(name + " scalar", lambda: after(V([1, 2, 4]), name, scalar))
    case(name + " vector", lambda: after(V([1, 2, 4]), name, V([3, 7, 0.5])))
    case(name + " empty", lambda: after(V(), name, V()))
    raises(name + " other size", lambda: getattr(V([1, 2, 3]), name)(V([1, 2])))
    raises(name + " nothing", lambda: getattr(V([1, 2, 3]), name)())
case("add itself", lambda: (lambda v: after(v, "add", v))(V([1, 2])))
case("mul itself", lambda: (lambda v: after(v, "mul", v))(V([2, 3])))
raises("div by 0", lambda: V([1]).div(0))
case("div by vector with 0", lambda: list(V([1, -1]).div(V(2))))

# growing and shrinking
case("append", lambda: after(V([1, 2]), "append", 3, V([4, 5]), 6.5))
case("append nothing", lambda: after(V([1, 2]), "append"))
case("append to empty", lambda: after(V(), "append", 1))
raises("append itself", lambda: (lambda v: v.append(v))(V([1, 2])))
case("insrt", lambda: after(V([1, 2, 3]), "insrt", 1, 9, V([7, 8]), 6))
case("insrt at end", lambda: after(V([1, 2, 3]), "insrt", 3, 9))
case("insrt in empty", lambda: after(V(), "insrt", 0, 5))
raises("insrt past the end", lambda: V([1]).insrt(2, 5))
raises("insrt negative", lambda: V([1]).insrt(-1, 5))
raises("insrt itself", lambda: (lambda v: v.insrt(0, v))(V([1, 2])))
case("remove", lambda: after(six(), "remove", 2))
case("remove range", lambda: after(six(), "remove", 2, 4))
case("remove all", lambda: after(six(), "remove", 0, 5))
raises("remove negative", lambda: six().remove(-1))
raises("remove past the end", lambda: six().remove(6))
raises("remove reversed range", lambda: six().remove(4, 2))
case("reverse", lambda: [after(six(), "reverse"), after(V(), "reverse")])
case("rotate", lambda: [after(six(), "rotate", k) for k in (1, -1, 0, 6, 8, -8, 1.9)])
case("rotate with zeros", lambda: [after(six(), "rotate", k, 0) for k in (2, -2, 0, 5)])
