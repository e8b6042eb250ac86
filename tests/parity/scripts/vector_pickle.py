"""Vector: pickles and copies, and the layout of the pickled state."""

import copy
import pickle

from _case import case, raises

import neuron
from neuron import h

V = h.Vector
STATE = V([1, 2]).__reduce__()[2]


def restored(*state):
    v = V([9, 9, 9])
    v.__setstate__(state)
    return list(v)


def layout(reduced):
    function, args, state = reduced
    return [function.__module__, function.__qualname__, args, state]


case("reduce", lambda: layout(V([1, 2]).__reduce__()))
case("reduce empty", lambda: layout(V().__reduce__()))
for protocol in range(6):
    case("reduce_ex %d" % protocol, lambda: layout(V([1, 2]).__reduce_ex__(protocol)))
    case("round trip %d" % protocol, lambda: list(pickle.loads(pickle.dumps(V([1, -2.5, 1e300]), protocol))))
case("function", lambda: [V([1]).__reduce__()[0] is neuron._pkl, list(neuron._pkl(0)), type(neuron._pkl(0))])
case("not finite", lambda: list(pickle.loads(pickle.dumps(V([float("nan"), float("inf"), -0.0])))))
case("large", lambda: pickle.loads(pickle.dumps(V(100000, 3))).sum())
case("label is lost", lambda: (lambda v: [v.label("a"), pickle.loads(pickle.dumps(v)).label()])(V([1])))


def shared():
    v = V([1])
    one, two, three = pickle.loads(pickle.dumps([v, v, V([1])]))
    return [one is two, one is three, list(three)]


case("shared", shared)

# a pickle made by NEURON 9.0.2 with protocol 2 and one with protocol 4
OLD = bytes.fromhex(
    "8002636e6575726f6e0a5f706b6c0a71004b00857101527102284b01635f636f646563730a656e636f64650a71035808"
    "0000000000000000000040710458060000006c6174696e3171058671065271074b0268035811000000000000000000c3"
    "b03f00000000000000407108680586710952710a74710b622e"
)
NEW = bytes.fromhex(
    "8004953f000000000000008c066e6575726f6e948c045f706b6c9493944b0085945294284b0143080000000000000040"
    "944b024310000000000000f03f0000000000000040947494622e"
)
case("stored protocol 2", lambda: list(pickle.loads(OLD)))
case("stored protocol 4", lambda: list(pickle.loads(NEW)))

# states
case("setstate", lambda: restored(*STATE))
case("setstate empty", lambda: restored(1, STATE[1], 0, b""))
case("setstate other version", lambda: [restored(0, *STATE[1:]), restored(2, *STATE[1:])])
SWAPPED = b"".join(STATE[3][i : i + 8][::-1] for i in (0, 8))
case("setstate swapped", lambda: restored(1, STATE[1][::-1], 2, SWAPPED))
raises("setstate size", lambda: restored(1, STATE[1], 3, STATE[3]))
raises("setstate part of a number", lambda: restored(1, STATE[1], 2, STATE[3][:-1]))
raises("setstate short mark", lambda: restored(1, STATE[1][:4], 2, STATE[3]))
raises("setstate negative size", lambda: restored(1, STATE[1], -1, b""))
raises("setstate short tuple", lambda: restored(*STATE[:3]))
raises("setstate long tuple", lambda: restored(*STATE, 1))
raises("setstate text version", lambda: restored("a", *STATE[1:]))
raises("setstate None", lambda: V().__setstate__(None))


# copies
class Sub(h.Vector):
    pass


def copied(function):
    v = Sub([1, 2])
    v.note = "x"
    w = function(v)
    return [list(w), w == v, type(w), hasattr(w, "note")]


case("copy", lambda: copied(copy.copy))
case("deepcopy", lambda: copied(copy.deepcopy))
case("deepcopy shared", lambda: (lambda v: (lambda d: d[0] is d[1])(copy.deepcopy([v, v])))(V([1])))
case("subclass pickle", lambda: copied(lambda v: pickle.loads(pickle.dumps(v))))
raises("pickle List", lambda: pickle.dumps(h.List()))
raises("pickle h", lambda: pickle.dumps(h))
raises("pickle ref", lambda: pickle.dumps(h.ref(1)))
