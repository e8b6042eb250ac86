"""Vectors: how they are made, read, written, grown and shrunk."""

import array
import itertools

import pytest

from neuron import h


def contents(*args):
    return list(h.Vector(*args))


@pytest.mark.parametrize(
    "args, expected",
    [
        ((), []),
        ((3,), [0, 0, 0]),
        ((2.9,), [0, 0]),
        ((True,), [0]),
        ((2, 7.5), [7.5, 7.5]),
        (([1, 2.5, True],), [1, 2.5, 1]),
        (((1, 2),), [1, 2]),
        ((range(4),), [0, 1, 2, 3]),
        ((array.array("d", [1, 2]),), [1, 2]),
        ((array.array("i", [1, -2]),), [1, -2]),
        ((array.array("f", [0.5]),), [0.5]),
        ((bytearray(b"\x01\xff"),), [1, 255]),
        ((memoryview(array.array("h", [3, -4])),), [3, -4]),
    ],
)
def test_new(args, expected):
    assert contents(*args) == expected


def test_new_from_iterators():
    assert contents(x * x for x in range(3)) == [0, 1, 4]
    assert contents(map(float, ["1", "2.5"])) == [1, 2.5]
    assert contents(itertools.islice(itertools.count(), 3)) == [0, 1, 2]
    assert contents(iter([])) == []


def test_new_from_vector_is_a_copy():
    v = h.Vector([1, 2])
    w = h.Vector(v)
    w[0] = 9
    assert list(v) == [1, 2] and list(w) == [9, 2]


def test_keywords():
    assert contents() == list(h.Vector(size=0))
    assert list(h.Vector(size=2, fill=3)) == [3, 3]
    assert list(h.Vector(source=[1])) == [1]
    v = h.Vector(3)
    assert list(v.fill(value=1, start=1, end=2)) == [0, 1, 1]
    assert list(v.fill(2, end=1, start=0)) == [2, 2, 1]


def test_items():
    v = h.Vector(range(5))
    assert (v[0], v[4], v[-1], v[-5]) == (0, 4, 4, 0)
    assert isinstance(v[0], float)
    v[1], v[-1] = 7, 8.5
    assert list(v) == [0, 7, 2, 3, 8.5]
    for wrong in (5, -6, 10**30, -(10**30)):
        with pytest.raises(IndexError):
            v[wrong]
        with pytest.raises(IndexError):
            v[wrong] = 1
    for wrong in (1.0, "a", None, (0, 1)):
        with pytest.raises(TypeError):
            v[wrong]
        with pytest.raises(TypeError):
            v[wrong] = 1
    with pytest.raises(TypeError):
        v[0] = "a"
    with pytest.raises(TypeError):
        del v[0]
    assert list(v) == [0, 7, 2, 3, 8.5]


class Index:
    def __index__(self):
        return 2


def test_items_by_index_objects():
    v = h.Vector([1, 2, 3])
    assert v[Index()] == 3
    v[Index()] = 5
    assert v[True] == 2 and v[2] == 5


BOUNDS = [None, -7, -5, -2, -1, 0, 1, 3, 5, 9]


@pytest.mark.parametrize("step", [None, 1, 2, 3, 7, -1, -2, -7])
def test_slices_are_those_of_a_list(step):
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    v = h.Vector(values)
    for start in BOUNDS:
        for stop in BOUNDS:
            part = slice(start, stop, step)
            assert list(v[part]) == values[part]
            expected = list(values)
            new = [10.0 + i for i in range(len(values[part]))]
            expected[part] = new
            for source in (new, tuple(new), h.Vector(new), iter(new)):
                w = h.Vector(values)
                w[part] = source
                assert list(w) == expected


def test_slices_are_copies_of_class_vector():
    v = h.Vector([1, 2, 3])
    part = v[:2]
    part[0] = 9
    assert type(part) is h.Vector and list(v) == [1, 2, 3]


def test_slices_that_do_not_fit():
    v = h.Vector([1, 2, 3])
    with pytest.raises(ValueError):
        v[::0]
    with pytest.raises(ValueError):
        v[::0] = [1]
    for wrong in ([1], [1, 2, 3], [], iter([1]), h.Vector(5)):
        with pytest.raises((IndexError, ValueError)):
            v[0:2] = wrong
    for wrong in (3, None, "ab", ["a", "b"], [1, None]):
        with pytest.raises(TypeError):
            v[0:2] = wrong
    with pytest.raises(TypeError):
        del v[0:2]
    assert list(v) == [1, 2, 3]


def test_slice_of_itself():
    v = h.Vector(range(6))
    v[1:] = v[:-1]
    assert list(v) == [0, 0, 1, 2, 3, 4]
    v[::-1] = v
    assert list(v) == [4, 3, 2, 1, 0, 0]


def test_x():
    v = h.Vector([1, 2, 3])
    assert len(v.x) == 3 and v.x[1] == 2 and list(v.x) == [1, 2, 3]
    v.x[1] = 9
    assert v[1] == 9
    for wrong in (-1, 3):
        with pytest.raises(IndexError):
            v.x[wrong]
        with pytest.raises(IndexError):
            v.x[wrong] = 0
    with pytest.raises(TypeError):
        v.x = 3
    with pytest.raises(TypeError):
        v.x["a"]
    with pytest.raises(TypeError):
        v.x[0] = "a"


def test_references_to_elements():
    v = h.Vector([1, 2, 3])
    r = v._ref_x[1]
    assert r[0] == 2
    r[0] = 5
    assert v[1] == 5 and r == v._ref_x[1] and r != v._ref_x[2]
    v.resize(10000)
    r[0] = 6
    assert v[1] == 6
    v.resize(1)
    with pytest.raises(ReferenceError):
        r[0]
    with pytest.raises(ReferenceError):
        r[0] = 1
    with pytest.raises(IndexError):
        v._ref_x[1]
    kept = h.Vector([4])._ref_x[0]
    assert kept[0] == 4


def test_iteration_is_live():
    v = h.Vector([1, 2])
    seen = []
    for x in v:
        seen.append(x)
        if len(v) < 5:
            v.append(x + 10)
    assert seen == [1, 2, 11, 12, 21]
    v = h.Vector(range(5))
    seen = []
    for x in v:
        seen.append(x)
        v.resize(2)
    assert seen == [0, 1]


def test_python_functions():
    v = h.Vector([3, 1, 2])
    assert sorted(v) == [1, 2, 3] and list(reversed(v)) == [2, 1, 3]
    assert (sum(v), min(v), max(v), len(v)) == (6, 1, 3, 3)
    assert 1 in v and 1.5 not in v and "a" not in v and None not in v
    assert bool(v) and not h.Vector()
    a, b, c = v
    assert (a, b, c) == (3, 1, 2)
    assert list(zip(v, v)) == [(3, 3), (1, 1), (2, 2)]
    first, second = iter(v), iter(v)
    assert (next(first), next(first), next(second)) == (3, 1, 3)
    with pytest.raises(TypeError):
        next(v)
    with pytest.raises(TypeError):
        v()
    with pytest.raises((TypeError, ValueError)):
        float(v)


def test_growing():
    v = h.Vector()
    for i in range(1000):
        v.append(i)
    assert list(v) == list(range(1000)) and v.buffer_size() >= 1000
    v = h.Vector([1])
    assert list(v.append()) == [1]
    assert list(v.append(2, h.Vector([3, 4]), v)) == [1, 2, 3, 4, 1]
    assert list(h.Vector([1, 2]).insrt(1, 8, h.Vector([9]))) == [1, 8, 9, 2]
    v = h.Vector([1, 2])
    assert list(v.insrt(2, v)) == [1, 2, 1, 2]


def test_size_and_room():
    v = h.Vector([1, 2, 3])
    assert list(v.resize(5)) == [1, 2, 3, 0, 0]
    assert list(v.resize(1)) == [1] and list(v.resize(3)) == [1, 0, 0]
    assert v.buffer_size(20) == 20 and list(v) == [1, 0, 0]
    with pytest.raises(ValueError):
        v.buffer_size(2)
    assert v.clear() is v and v.size() == 0 and v.buffer_size() == 20
    v = h.Vector(range(6))
    assert list(v.remove(0)) == [1, 2, 3, 4, 5]
    assert list(v.remove(1, 3)) == [1, 5]
    with pytest.raises(IndexError):
        v.remove(2)


def test_methods_return_self():
    v = h.Vector([1, 2])
    assert v.add(1) is v and v.sort().mul(2) is v
    assert v.c() is not v and type(v.c()) is h.Vector


def test_names():
    v = h.Vector()
    w = h.Vector()
    assert str(v) == repr(v) == v.hname() and v.hname().startswith("Vector[")
    assert v.hname() != w.hname()
    assert v.hocobjptr() != w.hocobjptr() and v.hocobjptr() > 0
    assert v.same(v) and not v.same(w)
    assert v.label() == "" and v.label("soma") == "soma" and v.label() == "soma"
    assert v.c().label() == "" and v.cl().label() == "soma"
    assert v.label("µm") == "µm"
    assert v.baseattr("size")() == 0


def test_comparison_is_by_identity():
    a, b = h.Vector([1]), h.Vector([1])
    assert a == a and a != b and not a == 3 and a != None  # noqa: E711
    assert a.eq(b) == 1.0 and hash(a) == hash(a)
    assert {a: 1}[a] == 1
    with pytest.raises(TypeError):
        a < b
    with pytest.raises(TypeError):
        a < 3


def test_attributes():
    v = h.Vector()
    with pytest.raises(AttributeError):
        v.nosuch
    with pytest.raises((AttributeError, TypeError)):
        v.size = 3
    with pytest.raises((AttributeError, LookupError)):
        v.nosuch = 3
    assert "size" in dir(v) and "sum" in dir(h.Vector)


def test_the_class_knows_its_instances():
    v = h.Vector([1])
    n = len(h.Vector)
    w = h.Vector()
    assert len(h.Vector) == n + 1 and bool(h.Vector)
    assert [x for x in h.Vector if x == w] == [w]
    number = int(str(v)[7:-1])
    assert h.Vector[number] is v
    with pytest.raises(IndexError):
        h.Vector[10**6]
    del w
    assert len(h.Vector) == n
