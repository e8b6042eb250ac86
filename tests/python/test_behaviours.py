"""What users of NEURON 9.0.2 see at the top level, of classes, Vectors, NumPy and pickles: expression and result.

Results were read off NEURON. Where this package names an error more precisely, the class given is a base of the one
raised. Cases of sections, mechanisms and the hoc language belong to later versions.
"""

import copy
import pickle

import pytest

import neuron
from neuron import h, hoc, n

VALUES = [
    ("h.secondorder", 0),
    ("type(h.secondorder).__name__, type(h.dt).__name__", ("int", "float")),
    ("repr(h), repr(n)", ("<TopLevelHocInterpreter>", "<TopLevelNEURONInterface>")),
    ("type(h).__name__, type(n).__name__", ("HocObject", "_NEURON_INTERFACE")),
    ("len(dir(h)) > 350, 'Vector' in dir(h)", (True, True)),
    ("type(h.Vector).__name__, repr(h.Vector)", ("HocClass", "<class 'hoc.Vector'>")),
    ("isinstance(h.Vector(), hoc.HocObject)", True),
    ("bool(h.Vector), bool(h.Vector()), bool(h.Vector(1))", (True, False, True)),
    ("V([1, 2, 3]).tot()", 6.0),
    ("type(V()).__name__, len(V([1]))", ("V", 1)),
    (
        "v.size(), type(v.size()).__name__, v.contains(2), type(v.contains(2)).__name__",
        (3, "int", True, "bool"),
    ),
    ("v.sum(), type(v.sum()).__name__", (6.0, "float")),
    ("(v[0], v[-1], list(v[1:]), type(v[1:]).__name__)", (1.0, 3.0, [2.0, 3.0], "Vector")),
    ("v.x[1], len(v.x), repr(v.x)[:7], repr(v.x)[-5:]", (2.0, 3, "Vector[", ".x[?]")),
    ("list(v), sum(v)", ([1.0, 2.0, 3.0], 6.0)),
    ("h.Vector([1]) == h.Vector([1]), h.Vector([1]).eq(h.Vector([1]))", (False, 1.0)),
    ("h.Vector() == 3, h.Vector() != None, h.Vector() is None", (False, True, False)),
    ("h.sin == h.sin, h.sin == h.cos", (True, False)),
    ("v.hocobjptr() > 0, v.hname()[:6]", (True, "Vector")),
    ("list(v + 1), list(1 - v), list(v * v)", ([2.0, 3.0, 4.0], [0.0, -1.0, -2.0], [1.0, 4.0, 9.0])),
    ("list(2 / v), list(-v), list(abs(-v))", ([2.0, 1.0, 2.0 / 3], [-1.0, -2.0, -3.0], [1.0, 2.0, 3.0])),
    ("h.ref(3)[0], repr(h.ref(4.5))", (3.0, "<hoc ref value 4.500000>")),
    ("(lambda a: (a == a, a == h.ref(4.5)))(h.ref(4.5))", (True, False)),
    ("v._ref_x[1][0]", 2.0),
    ("h._ref_t == h._ref_t", True),
    ("h.Vector(x * x for x in range(3)).to_python(), h.Vector(range(3)).size()", ([0.0, 1.0, 4.0], 3)),
    ("(lambda out: (v.to_python(out), out)[1])([0, 0, 0])", [1.0, 2.0, 3.0]),
    ("h.Vector([1, 2]).apply('sin').size(), list(h.Vector([1, 2]).apply(lambda x: x))", (2, [1.0, 2.0])),
    ("list(pickle.loads(pickle.dumps(h.Vector([1, 2]))))", [1.0, 2.0]),
    ("v.__reduce__()[0] is neuron._pkl, v.__reduce__()[1], v.__reduce__()[2][::2]", (True, (0,), (1, 3))),
    ("list(copy.deepcopy(v)), copy.copy(v) == v", ([1.0, 2.0, 3.0], False)),
    ("neuron.version == neuron.__version__, h.nrnversion()[:6]", (True, "NEURON")),
    ("h.atan2(0, -1) == h.PI, h.int(-2.5), h.abs(-2)", (True, -2.0, 2.0)),
    ("v.label(), v.label('a'), v.label()", ("", "a", "a")),
]

NUMPY = [
    ("(v.as_numpy().__setitem__(0, 9), v[0], v.as_numpy().dtype.str)", (None, 9.0, "<f8")),
    ("(lambda b: (b.__setitem__(0, 9), v[0], b.tolist()))(np.array(v))", (None, 1.0, [9.0, 2.0, 3.0])),
    ("v.__array_interface__['typestr']", "<f8"),
    ("h.Vector(np.arange(4.)[::2]).to_python()", [0.0, 2.0]),
]

ERRORS = [
    ("h(3)", TypeError),
    ("setattr(h, 'nosuch', 1)", LookupError),
    ("setattr(h, 't', 'a')", TypeError),
    ("h.gnabar_hh", TypeError),
    ("h.create", TypeError),
    ("h.run", AttributeError),
    ("h.Vector[10**6]", IndexError),
    ("h.sin(1, 2)", RuntimeError),
    ("h.sin('a')", RuntimeError),
    ("h.sqrt(-1)", RuntimeError),
    ("v.size.x", (TypeError, AttributeError)),
    ("h.ref(3)[1]", IndexError),
    ("h._ref_sin", TypeError),
    ("h.Vector(2)[2]", IndexError),
    ("v.__setitem__(slice(0, 2), [1, 2, 3])", IndexError),
    ("v.x[-1]", IndexError),
    ("h.sin < h.Vector()", TypeError),
    ("h.Vector(-1)", RuntimeError),
    ("v.add(h.Vector(7))", RuntimeError),
    ("v.get(99)", RuntimeError),
    ("v.fill('a')", RuntimeError),
    ("v.nosuch", AttributeError),
    ("v()", TypeError),
    ("next(v)", TypeError),
    ("pickle.dumps(h)", TypeError),
    ("pickle.dumps(h.ref(1))", TypeError),
]


class V(h.Vector):
    def tot(self):
        return self.sum()


def evaluate(text, **more):
    names = dict(
        h=h, n=n, hoc=hoc, neuron=neuron, pickle=pickle, copy=copy, V=V, v=h.Vector([1, 2, 3]), **more
    )
    return eval(text, names)


@pytest.mark.parametrize("text, expected", VALUES, ids=[text for text, _ in VALUES])
def test_values(text, expected):
    assert evaluate(text) == expected


@pytest.mark.parametrize("text, expected", NUMPY, ids=[text for text, _ in NUMPY])
def test_numpy(text, expected):
    assert evaluate(text, np=pytest.importorskip("numpy")) == expected


@pytest.mark.parametrize("text, kind", ERRORS, ids=[text for text, _ in ERRORS])
def test_errors(text, kind):
    with pytest.raises(kind):
        evaluate(text)
