"""Vector: indexing, slices, iteration, comparison, attributes and subclasses."""

import numpy as np
from _case import case, raises

import neuron
from neuron import h

V = h.Vector


def six():
    return V([0, 1, 2, 3, 4, 5])


def assigned(size, key, value):
    v = V(size)
    v[key] = value
    return list(v)


# elements
case("item", lambda: [six()[0], six()[5], six()[-1], six()[-6], six()[np.int64(2)], type(six()[0])])
raises("item past the end", lambda: six()[6])
raises("item before the start", lambda: six()[-7])
case("set item", lambda: [assigned(3, 1, 5), assigned(3, -1, 6), assigned(3, np.int64(0), True)])
raises("set item past the end", lambda: assigned(3, 3, 1))
raises("set item before the start", lambda: assigned(3, -4, 1))
case("x", lambda: (lambda v: [v.x[1], len(v.x), list(v.x)])(V([1, 2, 3])))


def set_x():
    v = V([1, 2, 3])
    v.x[1] = 7
    return list(v)


case("set x", set_x)
raises("x past the end", lambda: V(3).x[3])
raises("x before the start", lambda: V(3).x[-1])


def pointer():
    v = V([1, 2, 3])
    reference = v._ref_x[1]
    first = reference[0]
    reference[0] = 9
    return [first, list(v), v._ref_x[0] == v._ref_x[0], v._ref_x[0] == v._ref_x[1]]


case("_ref_x", pointer)
raises("_ref_x past the end", lambda: V(3)._ref_x[3])

# slices
SLICES = {
    "[1:3]": slice(1, 3),
    "[:]": slice(None),
    "[::2]": slice(None, None, 2),
    "[-2:]": slice(-2, None),
    "[:-2]": slice(None, -2),
    "[4:2]": slice(4, 2),
    "[10:]": slice(10, None),
    "[1:100]": slice(1, 100),
    "[::-1]": slice(None, None, -1),
    "[5:1:-2]": slice(5, 1, -2),
}
for name, part in SLICES.items():
    case("slice " + name, lambda: [list(six()[part]), type(six()[part])])
    case("set slice " + name, lambda: assigned(6, part, [7 + i for i in range(len(range(6)[part]))]))
raises("slice step 0", lambda: six()[1:5:0])
case("slice is a copy", lambda: (lambda v: [v[1:3].fill(9) == v, list(v)])(six()))
for name, values in (("tuple", (8, 9)), ("Vector", V([8, 9])), ("array", np.array([8, 9]))):
    case("set slice from " + name, lambda: assigned(3, slice(0, 2), values))
case("set slice from generator", lambda: assigned(3, slice(0, 2), (x for x in (8, 9))))
raises("set slice too short", lambda: assigned(3, slice(0, 2), [1]))
raises("set slice too long", lambda: assigned(3, slice(0, 2), [1, 2, 3]))
raises("set slice scalar", lambda: assigned(3, slice(0, 2), 5))


# iteration
def grown():
    v, seen = V([1, 2, 3]), []
    for x in v:
        seen.append(x)
        if len(v) < 6:
            v.append(10 * x)
    return seen


def shrunk():
    v, seen = V([1, 2, 3]), []
    for x in v:
        seen.append(x)
        v.resize(2)
    return seen


case("iterate", lambda: [x for x in V([1, 2, 3])])
case("iterate twice", lambda: (lambda v: [(a, b) for a in v for b in v])(V([1, 2])))
case("iterate while growing", grown)
case("iterate while shrinking", shrunk)
case("iterate type", lambda: type(next(iter(V([1])))))
case("builtins", lambda: [f(V([3, 1, 2])) for f in (len, sum, max, min, sorted, list)])
case("reversed", lambda: list(reversed(V([1, 2, 3]))))
case("unpack", lambda: [*V([1, 2]), *V([3])])
case("in", lambda: [2 in V([1, 2]), 3 in V([1, 2]), 2 + 5e-12 in V([2]), None in V([1])])
case("bool", lambda: [bool(V()), bool(V([0]))])

# comparison, identity, text
A = V([1, 2, 4])


def same():
    v, w = V([1]), V([1])
    again = v.fill(2)
    return [
        v == w,
        v != w,
        v == again,
        v != again,
        hash(v) == hash(again),
        {v: 3}[again],
        v.same(w),
        v.same(again),
    ]


case("same object", same)
case("compare with others", lambda: [A == 1, A != 1, A == [1, 2, 4], A == None, A is None])  # noqa: E711
case("text", lambda: (lambda v: [repr(v) == str(v) == v.hname() == f"{v}", v.hname().split("[")[0]])(V()))
raises("call", lambda: V()())
raises("unknown attribute", lambda: V().parity_unknown)
raises("set unknown attribute", lambda: setattr(V(), "parity_unknown", 3))
case("hasattr", lambda: [hasattr(V(), name) for name in ("size", "x", "parity_unknown")])
case("callable", lambda: [callable(V().size), callable(V)])
case("method keeps Vector", lambda: (lambda f: f())(V([1, 2, 3]).sum))


# classes
class Sub(h.Vector):
    kind = "class attribute"

    def total(self):
        return self.sum() + 1

    def mean(self):
        return "own " + str(self.baseattr("mean")())

    @property
    def double(self):
        return list(self * 2)


class Extended(h.Vector):
    def __new__(cls, label, values):
        return super().__new__(cls, values)

    def __init__(self, label, values):
        self.title = label


def subclass():
    v = Sub([1, 3])
    v.note = "kept"
    return [
        list(v),
        v.total(),
        v.mean(),
        v.double,
        v.note,
        v.kind,
        type(v),
        isinstance(v, V),
        type(v + 1),
        type(v.c()),
    ]


case("subclass", subclass)
case("subclass with arguments", lambda: (lambda v: [v.title, list(v), type(v)])(Extended("a", [1, 2])))
case("types", lambda: [type(V()), isinstance(V(), V), isinstance(V(), neuron.hoc.HocObject), type(V()) is V])
case(
    "class",
    lambda: [V.__name__, V.__module__, [c.__name__ for c in V.__mro__], type(V), neuron.hclass(V) is V],
)
