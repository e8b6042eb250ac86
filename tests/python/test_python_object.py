"""PythonObject: Python's objects within hoc."""

import pytest

from neuron import h


class Thing(object):
    def __init__(self):
        self.number = 3
        self.text = "abc"
        self.items = [10, 20]
        self.table = {"key": 5}

    def add(self, a, b=1):
        return a + b

    def me(self):
        return self

    def fails(self):
        raise KeyError("gone")


@pytest.fixture
def thing():
    assert h("objref po\npo_x = 0\nstrdef po_s")
    h.po = Thing()
    yield h.po
    h.po = None


def test_the_object_stays_itself(thing):
    assert h.po is thing
    assert h("objref po2\npo2 = po\npo_x = po2 == po")
    assert h.po2 is thing and h.po_x == 1.0
    h.po2 = None


def test_attributes(thing):
    assert h("po_x = po.number + 1\npo_s = po.text")
    assert (h.po_x, h.po_s) == (4.0, "abc")
    assert h('po.number = 7\npo.text = "new"\npo.me().number += 1')
    assert (thing.number, thing.text) == (8.0, "new")


def test_calls(thing):
    assert h("po_x = po.add(2, 3)")
    assert h.po_x == 5.0
    assert h("po_x = po.me().add(2)")
    assert h.po_x == 3.0


def test_elements(thing):
    assert h("po_x = po.items._[1]\npo.items._[0] = 5")
    assert (h.po_x, thing.items) == (20.0, [5.0, 20])


def test_hoc_objects_pass_through(thing):
    v = h.Vector([1, 2, 3])
    thing.vector = v
    assert h("po_x = po.vector.size()\nobjref po_v\npo_v = po.vector")
    assert h.po_x == 3.0 and h.po_v is v
    h.po_v = None


def test_exceptions(thing):
    assert h("proc po_call() { po.fails() }\nproc po_none() { po.nosuch }")
    with pytest.raises(KeyError):
        h.po_call()
    with pytest.raises(AttributeError):
        h.po_none()
    assert h("po_x = 1") and h.po_x == 1.0


def test_functions(thing):
    h.po = lambda *args: len(args)
    assert h('po_x = po._(1, "a", new Vector())')
    assert h.po_x == 3.0


def test_the_main_module():
    assert h('objref po_m\npo_m = new PythonObject()\nnrnpython("po_value = 6")\npo_x = po_m.po_value')
    assert h.po_x == 6.0
    assert h.nrnpython("raise ValueError('x')") == 0.0 or True
    h.po_m = None


def test_objects_are_let_go():
    import gc
    import weakref

    assert h("objref po_w")
    one = Thing()
    watch = weakref.ref(one)
    h.po_w = one
    del one
    gc.collect()
    assert watch() is not None
    h.po_w = None
    gc.collect()
    assert watch() is None
