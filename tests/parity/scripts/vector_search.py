"""Vector: searching, indexing, comparing, sorting and histograms."""

from _case import case, raises

from neuron import h

V = h.Vector
ONE = ("==", "!=", ">", "<", ">=", "<=")
TWO = ("[]", "[)", "(]", "()")


def after(vector, name, *args):
    returned = getattr(vector, name)(*args)
    assert returned == vector
    return list(vector)


def data():
    return V([4, 1, 3, 1, 2, 5, 3])


# contains, eq
case("contains", lambda: [data().contains(3), data().contains(7), V().contains(0)])
case("contains type", lambda: type(data().contains(3)))
case("contains epsilon", lambda: [V([1]).contains(1 + e) for e in (5e-12, -5e-12, 2e-11, -2e-11)])
case("contains large", lambda: V([1e6]).contains(1e6 + 1e-9))
case("contains nan inf", lambda: [V([float(x)]).contains(float(x)) for x in ("nan", "inf")])
case("eq", lambda: [V([1, 2]).eq(V([1, 2])), V([1, 2]).eq(V([1, 3])), V([1]).eq(V([1, 2])), V().eq(V())])
case("eq type", lambda: type(V().eq(V())))
case("eq epsilon", lambda: [V([1]).eq(V([1 + e])) for e in (5e-12, 2e-11)])

# indwhere, indvwhere, where
for op in ONE:
    case("indwhere " + op, lambda: [data().indwhere(op, x) for x in (3, 0, 9)])
    case("indvwhere " + op, lambda: after(data(), "indvwhere", op, 3))
    case("indvwhere of src " + op, lambda: after(V([9] * 20), "indvwhere", data(), op, 3))
    case("where " + op, lambda: after(data(), "where", op, 3))
    case("where of src " + op, lambda: after(V(), "where", data(), op, 3))
for op in TWO:
    case("indwhere " + op, lambda: [data().indwhere(op, *x) for x in ((1, 3), (2, 3), (8, 9))])
    case("indvwhere " + op, lambda: after(data(), "indvwhere", op, 1, 3))
    case("indvwhere of src " + op, lambda: after(V([9] * 20), "indvwhere", data(), op, 1, 3))
    case("where " + op, lambda: after(data(), "where", op, 1, 3))
    case("where of src " + op, lambda: after(V(), "where", data(), op, 1, 3))
case("indwhere types", lambda: [type(data().indwhere("==", x)) for x in (3, 9)])
case(
    "indwhere empty",
    lambda: [V().indwhere("==", 1), after(V(), "indvwhere", ">", 1), after(V(), "where", ">", 1)],
)
raises("indwhere unknown", lambda: data().indwhere("=", 1))
raises("where unknown", lambda: data().where("=", 1))
raises("where one bound", lambda: data().where("[]", 1))


def near(epsilon):
    """Elements around 2 at a half and at one and a half times a small number."""
    return V([2 - 1.5 * epsilon, 2 - 0.5 * epsilon, 2, 2 + 0.5 * epsilon, 2 + 1.5 * epsilon])


case("indvwhere epsilon", lambda: [list(near(1e-11).indvwhere(op, 2)) for op in ONE])
case("indvwhere epsilon low", lambda: [list(near(1e-11).indvwhere(op, 2, 3)) for op in TWO])
case("indvwhere epsilon high", lambda: [list(near(1e-11).indvwhere(op, 1, 2)) for op in TWO])
case("indwhere epsilon", lambda: [near(1e-11).indwhere(op, 2) for op in ONE])
case("where epsilon", lambda: [len(near(1e-11).where(op, 2)) for op in ONE])
h.float_epsilon = 0.5
case("float_epsilon is used", lambda: [list(near(0.5).indvwhere(op, 2)) for op in ONE])
case("float_epsilon boundary", lambda: [list(V([1.5, 2, 2.5]).indvwhere(op, 2)) for op in ONE])
case("float_epsilon boundary contains", lambda: [V([1]).contains(1.5), V([1]).contains(1.25)])
h.float_epsilon = 1e-11

# ind, index
case("ind", lambda: list(V([10, 11, 12, 13]).ind(V([3, 0, 0, 1.9]))))
case("ind out of range", lambda: list(V([10, 11, 12]).ind(V([3, -1, 2]))))
case("ind empty", lambda: list(V([1]).ind(V())))
case("index", lambda: after(V([10, 11, 12]), "index", V([1, 0, 2, 2])))
case("index of src", lambda: after(V([9] * 9), "index", V([10, 11, 12, 13]), V([3, 0, 1.9])))
case("index out of range", lambda: after(V(), "index", V([10, 11, 12]), V([3, -1, 2])))
case("index by itself", lambda: (lambda v: after(v, "index", v))(V([2, 0, 1])))

# sort
case("sort", lambda: [after(data(), "sort"), after(V(), "sort")])
case("sortindex", lambda: [list(data().sortindex()), list(V().sortindex())])
case("sortindex is stable", lambda: list(V([i % 3 for i in range(40)]).sortindex()))
case("sortindex leaves source", lambda: (lambda v: (v.sortindex(), list(v))[1])(data()))


def into(destination):
    result = data().sortindex(destination)
    return [result == destination, list(destination)]


case("sortindex into", lambda: [into(V()), into(V(20))])

# min, max
for name in ("min", "max", "min_ind", "max_ind"):
    case(name, lambda: getattr(data(), name)())
    case(name + " range", lambda: [getattr(data(), name)(2, 4), getattr(data(), name)(3, 3)])
    case(name + " type", lambda: type(getattr(data(), name)()))
    case(name + " empty", lambda: getattr(V(), name)())
    raises(name + " past the end", lambda: getattr(data(), name)(0, 7))
    raises(name + " reversed range", lambda: getattr(data(), name)(3, 2))

# hist, histogram
VALUES = [-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 11]
case("hist", lambda: after(V([9] * 9), "hist", V(VALUES), 0, 3, 1))
case("hist low", lambda: after(V(), "hist", V(VALUES), 0.5, 4, 0.5))
case("hist rounding", lambda: after(V(), "hist", V([k / 10 for k in range(11)]), 0, 10, 0.1))
case("hist size truncates", lambda: after(V(), "hist", V(VALUES), 0, 2.7, 1))
case("hist empty", lambda: [after(V(), "hist", V(), 0, 2, 1), after(V([1]), "hist", V([1]), 0, 0, 1)])
raises("hist width 0", lambda: V().hist(V(VALUES), 0, 3, 0))
raises("hist of itself", lambda: (lambda v: v.hist(v, 0, 3, 1))(V([1, 2])))
case("histogram", lambda: list(V(VALUES).histogram(0, 3, 1)))
case("histogram low", lambda: list(V(VALUES).histogram(0.5, 2.5, 0.5)))
case("histogram rounding", lambda: list(V([k / 10 for k in range(11)]).histogram(0, 1, 0.1)))
case("histogram size", lambda: [len(V().histogram(0, x, 0.1)) for x in (0.25, 0.3, 0.35, 0.7)])
case("histogram below", lambda: list(V([-0.5, -1, -1.5]).histogram(0, 2, 1)))
raises("histogram reversed range", lambda: V([1]).histogram(3, 0, 1))
raises("histogram negative width", lambda: V([1]).histogram(0, 3, -1))
