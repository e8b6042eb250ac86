"""Subclasses of hoc classes are Python classes like any other."""

import gc
import inspect
import sys

import pytest

import neuron
from neuron import h


class Trace(h.Vector):
    """A Vector with a name and a member more."""

    def __init__(self, *args, name="none"):
        self.name = name

    def __new__(cls, *args, **kwargs):
        return super().__new__(cls, *args)

    def total(self):
        return self.sum()

    def size(self):
        return -super().size()

    @property
    def first(self):
        return self[0]


class Plain(h.Vector):
    pass


class Slotted(h.Vector):
    __slots__ = ("name",)


def test_members_attributes_properties():
    v = Trace([1, 2, 3], name="v")
    assert (v.total(), v.name, v.first, len(v), v.size()) == (6, "v", 1, 3, -3)
    v.anything = [1]
    assert v.anything == [1] and isinstance(v, h.Vector)
    assert v.baseattr("size")() == 3
    assert v.add(1) is v and type(v.add(0)) is Trace


def test_without_init():
    v = Plain([1, 2])
    v.x.__len__()
    v.note = "a"
    assert list(v) == [1, 2] and v.note == "a"
    assert list(Plain(2, 5)) == [5, 5] and list(Plain()) == []


def test_slots():
    v = Slotted([1])
    v.name = "s"
    assert v.name == "s" and list(v) == [1]


def test_operators_and_slices_give_vectors():
    v = Plain([1, 2])
    assert type(v + 1) is h.Vector and type(v[:1]) is h.Vector and type(v.c()) is h.Vector


def test_overriding_protocols():
    class Loud(h.Vector):
        def __getitem__(self, key):
            return ("got", key)

        def __len__(self):
            return 42

        def __repr__(self):
            return "Loud!"

    v = Loud([1])
    assert v[7] == ("got", 7) and len(v) == 42 and repr(v) == "Loud!"


def test_mixed_with_another_class():
    class Named:
        def shout(self):
            return "shout"

    class Both(Named, h.Vector):
        pass

    assert Both([1]).shout() == "shout" and Both([1]).sum() == 1


def test_errors_from_init_come_out():
    class Broken(h.Vector):
        def __init__(self):
            raise KeyError("broken")

    with pytest.raises(KeyError):
        Broken()


def test_nothing_leaks():
    before = sys.getrefcount(Plain)
    for _ in range(1000):
        v = Plain([1])
        v.me = v  # a cycle
        del v
    gc.collect()
    assert len([x for x in h.Vector if type(x) is Plain]) == 0
    assert sys.getrefcount(Plain) - before < 100


def test_identity_through_references():
    v = Trace([1], name="kept")
    r = h.ref(v)
    assert r[0] is v
    del v
    assert isinstance(r[0], h.Vector) and list(r[0]) == [1]


def test_class_attributes_and_introspection():
    h.Vector.extra = 3
    try:
        assert h.Vector().extra == 3 and Plain().extra == 3
    finally:
        del h.Vector.extra
    assert inspect.isclass(h.Vector) and issubclass(Plain, neuron.hoc.HocObject)
    assert type(Plain) is type(h.Vector)
    assert Plain.__mro__[1] is h.Vector


def test_other_ways_of_subclassing():
    assert neuron.hclass(h.Vector) is h.Vector
    with pytest.raises(TypeError):
        type("X", (neuron.HocBaseObject,), {})


def test_planned_classes_say_what_is_missing():
    with pytest.raises(NotImplementedError) as caught:
        h.Impedance()
    assert "Impedance" in str(caught.value)
