"""Templates of hoc as types of Python: members of each kind, instances, subclasses, unref."""

import inspect
import pickle
import pydoc

import pytest

import neuron
from neuron import h

TEXT = """
begintemplate TT
public n, text, object, numbers, table, objects, two, make, change, nested, init
strdef text
objref object, objects[2], secret_object
double numbers[3], table[2][3]
func two() { return n * 2 }
obfunc make() { return new Vector($1) }
proc change() { n = 4  text = "hi"  object = new List()  numbers[1] = 5  secret = 9 }
proc init() { if (numarg() > 0) n = $1 }
endtemplate TT
"""


@pytest.fixture(scope="module", autouse=True)
def template():
    if "TT" not in dir(h):
        assert h(TEXT)


def test_members_of_a_new_object():
    a = h.TT()
    assert (a.n, a.text, a.object, list(a.numbers)) == (0.0, "", None, [0.0] * 3)
    assert h.TT(7).n == 7.0
    assert (h.TT(7).two(), h.TT().make(4).size()) == (14.0, 4)


def test_what_hoc_changes_is_seen():
    a = h.TT()
    a.change()
    assert (a.n, a.text, type(a.object).__name__, a.numbers[1]) == (4.0, "hi", "List", 5.0)
    assert a.secret == 9.0
    assert a.secret_object is None


def test_members_are_set():
    a = h.TT()
    v = h.Vector()
    a.n = 3
    a.text = "é"
    a.object = v
    a.numbers[2] = 8
    a.table[1][2] = 9
    a.objects[1] = v
    assert (a.n, a.text, a.object is v, a.numbers[2], a.table[1][2], a.objects[1] is v) == (
        3,
        "é",
        True,
        8,
        9,
        True,
    )
    assert (len(a.numbers), len(a.table), len(a.table[0]), len(a.objects)) == (3, 2, 3, 2)
    assert [list(row) for row in a.table] == [[0.0] * 3, [0.0, 0.0, 9.0]]
    assert list(a.objects) == [None, v]
    a.object = a.objects[1] = None
    assert (a.object, a.objects[1]) == (None, None)


def test_python_objects_in_members():
    a = h.TT()
    thing = {"a": 1}
    a.object = thing
    a.objects[0] = thing
    assert a.object is thing and a.objects[0] is thing
    a._ref_object[0] = [1]
    assert a.object == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "a.n = 'a'",
        "a.n = None",
        "a.n = a",
        "a.text = 3",
        "a.text = None",
        "a.object = 3",
        "a.object = 'a'",
        "a.numbers = 3",
        "a.objects = a",
        "a.numbers[0] = 'a'",
        "a.numbers[0] = None",
        "a.objects[0] = 3",
        "a.objects[0] = 'a'",
        "del a.n",
        "del a.numbers[0]",
        "a.table[0] = 3",
        "a.two.x = 3",
        "a()",
        "pickle.dumps(a)",
        "pickle.dumps(h.TT)",
        "len(a)",
        "iter(a)",
    ],
)
def test_mistakes(statement):
    a = h.TT(2)
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        exec(statement, {"a": a, "h": h, "pickle": pickle})
    assert (a.n, a.text, a.object, list(a.numbers), list(a.objects)) == (
        2.0,
        "",
        None,
        [0.0] * 3,
        [None, None],
    )


@pytest.mark.parametrize("index", [-1, 3, 10**30, -(10**30)])
def test_indices_out_of_range(index):
    a = h.TT()
    with pytest.raises(IndexError):
        a.numbers[index]
    with pytest.raises(IndexError):
        a.numbers[index] = 1


def test_unknown_names():
    a = h.TT()
    with pytest.raises(AttributeError):
        a.nosuch  # noqa: B018
    with pytest.raises(LookupError):
        a.nosuch = 3
    with pytest.raises((TypeError, AttributeError)):
        a.two = 3


def test_references_to_members():
    a = h.TT()
    a._ref_n[0] = 3
    a._ref_text[0] = "x"
    a._ref_numbers[1][0] = 4
    a._ref_table[1][1][0] = 5
    a._ref_objects[1][0] = a
    assert (a.n, a.text, a.numbers[1], a.table[1][1], a.objects[1] is a) == (3.0, "x", 4.0, 5.0, True)
    ref = a._ref_n
    assert ref == a._ref_n and ref != a._ref_text
    a.objects[1] = None
    del a
    ref[0] = 6
    assert ref[0] == 6.0
    with pytest.raises((TypeError, AttributeError)):
        h.TT()._ref_two  # noqa: B018


def test_the_class_is_a_type():
    assert isinstance(h.TT, type) and isinstance(h.TT, neuron.hoc.HocClass)
    assert h.TT is h.TT and h.TT.__name__ == "TT"
    a, b = h.TT(), h.TT()
    assert type(a) is h.TT and isinstance(a, neuron.hoc.HocObject)
    assert a != b and a == a and len({a, b}) == 2
    assert list(h.TT)[-2:] == [a, b] and len(h.TT) >= 2
    number = int(a.hname()[3:-1])
    assert h.TT[number] is a and repr(a) == "TT[%d]" % number
    with pytest.raises(IndexError):
        h.TT[100000]
    assert {"n", "two", "numbers"} <= set(dir(a))
    assert callable(h.TT.two)
    inspect.signature(h.TT.two)
    assert "two" in pydoc.render_doc(h.TT, renderer=pydoc.plaintext)


def test_objects_go_to_hoc_and_back():
    a = h.TT(5)
    assert h("objref tt_o\nfunc tt_f() { return $o1.two() }")
    h.tt_o = a
    assert h("tt_n = tt_o.two() + tt_o.n") and h.tt_n == 15.0
    assert h.tt_f(a) == 10.0
    assert h.tt_o is a
    assert h("tt_o = new TT(6)")
    assert h.tt_o.n == 6.0


def test_subclasses():
    class Sub(h.TT):
        def __init__(self, n, extra):
            self.extra = extra

        def two(self):
            return self.baseattr("two")() + 1

    a = Sub(3, "more")
    a.foo = 1
    assert (a.n, a.extra, a.two(), a.foo, a.hname()[:3]) == (3.0, "more", 7.0, 1, "TT[")
    assert h("objref tt_sub")
    h.tt_sub = a
    assert h.tt_sub is a


def test_hoc_base_object():
    class Named(neuron.HocBaseObject, hoc_type=h.TT):
        def more(self):
            return self.n + 1

    a = Named(3)
    a.foo = 5
    assert (a.more(), a.foo, a.two()) == (4.0, 5, 6.0)
    assert (
        isinstance(a, neuron.HocBaseObject)
        and isinstance(a, h.TT)
        and issubclass(Named, neuron.HocBaseObject)
    )
    assert not isinstance(h.TT(), neuron.HocBaseObject) and not isinstance(3, neuron.HocBaseObject)

    class Deeper(Named):
        pass

    assert Deeper(4).more() == 5.0 and issubclass(Deeper, neuron.HocBaseObject)
    for given in ({}, {"hoc_type": 3}, {"hoc_type": "TT"}, {"hoc_type": int}):
        with pytest.raises(TypeError):
            neuron.HocBaseObject.__class__("Bad", (neuron.HocBaseObject,), {}, **given)


def test_hclass_and_new_hoc_class():
    assert neuron.hclass(h.TT) is h.TT
    made = neuron.new_hoc_class("TT", "my words")
    assert (made.__name__, made.__doc__, made(3).n) == ("TT", "my words", 3.0)
    with pytest.raises(TypeError):
        neuron.new_hoc_class("sin")
    with pytest.raises(AttributeError):
        neuron.new_hoc_class("nosuch")


def test_an_error_in_init():
    assert h('begintemplate TBad\nproc init() { execerror("no", "way") }\nendtemplate TBad')
    with pytest.raises(neuron.HocError) as caught:
        h.TBad()
    assert str(caught.value).startswith("no way")
    assert len(h.TBad) == 0


def test_unref_runs_at_the_end():
    assert h(
        "tt_left = -1\nbegintemplate TUnref\nexternal tt_left\nproc unref() { tt_left = $1 }\nendtemplate TUnref"
    )
    a = h.TUnref()
    del a
    assert h.tt_left == 0.0


def test_unref_calls_python_while_an_exception_is_on_its_way():
    assert h(
        "objref tt_cb\nbegintemplate TLast\nexternal tt_cb\npublic boom\n"
        'proc boom() { execerror("boom") }\nproc unref() { tt_cb._($1) }\nendtemplate TLast'
    )
    seen = []
    h.tt_cb = lambda left: seen.append((left, sum(range(10))))
    with pytest.raises(neuron.HocError) as caught:
        h.TLast().boom()
    assert str(caught.value).startswith("boom")
    del caught
    assert seen[-1:] == [(0.0, 45)]


def test_unref_that_fails(capfd):
    assert h('begintemplate TSad\nproc unref() { execerror("sad") }\nendtemplate TSad')
    h.TSad()
    assert len(h.TSad) == 0
    assert "sad" in capfd.readouterr().err


def test_arrays_that_init_sizes():
    assert h("begintemplate TSized\npublic a\ndouble a[1]\nproc init() { double a[$1] }\nendtemplate TSized")
    a, b = h.TSized(3), h.TSized(5)
    assert (len(a.a), len(b.a)) == (3, 5)
    b.a[4] = 1
    assert list(b.a) == [0.0] * 4 + [1.0]


def test_a_template_that_is_not_complete():
    assert not h("begintemplate THalf\npublic x\nx = = 1\nendtemplate THalf")
    if "THalf" in dir(h):
        with pytest.raises(TypeError):
            h.THalf  # noqa: B018
    assert h("begintemplate THalf\npublic x\nx = 1\nendtemplate THalf")
    assert h.THalf().x == 0.0
    looked = []

    def look():
        try:
            looked.append(h.TOpen)
        except TypeError:
            looked.append(None)

    assert h("objref tt_look")
    h.tt_look = look
    h("begintemplate TOpen\npublic x\nexternal tt_look\ntt_look._()\nx = 1\nendtemplate TOpen")
    assert looked in ([], [None])
    assert h.TOpen().x == 0.0


def test_a_template_of_many_names():
    lines = ["begintemplate TMany"]
    for i in range(300):
        lines.append("func f%d() { return %d + $1 }\nx%d = 0\npublic f%d, x%d" % (i, i, i, i, i))
    assert h("\n".join(lines + ["endtemplate TMany"]))
    a = h.TMany()
    assert [getattr(a, "f%d" % i)(1) for i in range(300)] == [i + 1.0 for i in range(300)]
    for i in range(300):
        setattr(a, "x%d" % i, i)
    assert [getattr(a, "x%d" % i) for i in range(300)] == list(range(300))
    late = a.f299
    del a
    assert late(2) == 301.0
    with pytest.raises(RuntimeError):
        late()
