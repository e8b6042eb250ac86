"""Vectors: arithmetic with Python's operators, in-place members, functions applied to elements."""

import math

import pytest

from neuron import h


def test_operators():
    v = h.Vector([1, 2])
    assert list(v + 1) == [2, 3] and list(1 + v) == [2, 3]
    assert list(v - 1) == [0, 1] and list(1 - v) == [0, -1]
    assert list(v * 3) == [3, 6] and list(3 * v) == [3, 6]
    assert list(v / 2) == [0.5, 1] and list(2 / v) == [2, 1]
    w = h.Vector([10, 20])
    assert list(v + w) == [11, 22] and list(w - v) == [9, 18]
    assert list(v * w) == [10, 40] and list(w / v) == [10, 10]
    assert list(-v) == [-1, -2] and list(+v) == [1, 2] and list(abs(-v)) == [1, 2]
    assert list(v) == [1, 2] and list(w) == [10, 20]


def test_operators_make_new_vectors():
    v = h.Vector([1, 2])
    same = v
    v += 1
    assert list(v) == [2, 3] and list(same) == [1, 2]
    assert +same is not same


@pytest.mark.parametrize("other", [[1, 2], (1, 2), "ab", None, {}, object(), 1j])
def test_operators_refuse(other):
    v = h.Vector([1, 2])
    for operate in (
        lambda: v + other,
        lambda: other + v,
        lambda: v * other,
        lambda: v - other,
        lambda: v / other,
        lambda: other / v,
    ):
        with pytest.raises(TypeError):
            operate()
    assert list(v) == [1, 2]


def test_sizes_must_agree():
    v = h.Vector([1, 2, 3])
    for operate in (
        lambda: v + h.Vector(2),
        lambda: v.add(h.Vector(2)),
        lambda: v.mul(h.Vector(4)),
        lambda: v.dot(h.Vector(2)),
    ):
        with pytest.raises(ValueError):
            operate()
        with pytest.raises(RuntimeError):
            operate()
    assert list(v) == [1, 2, 3]


def test_division_by_zero():
    v = h.Vector([1, 0])
    for operate in (lambda: v / 0, lambda: v.div(0), lambda: 1 / v, lambda: v.pow(-1)):
        with pytest.raises(RuntimeError):
            operate()
    assert list(v) == [1, 0]
    quotient = v / h.Vector([0, 0])
    assert quotient[0] == math.inf and math.isnan(quotient[1])


def test_in_place():
    v = h.Vector([1, 2, 4])
    assert list(v.add(1).mul(2).sub(2).div(2)) == [1, 2, 4]
    assert list(v.add(v)) == [2, 4, 8] and list(v.mul(v)) == [4, 16, 64]
    assert list(v.sqrt()) == [2, 4, 8] and list(v.pow(2)) == [4, 16, 64]
    assert list(h.Vector([-1.5, 1.5]).floor()) == [-2, 1]
    assert list(h.Vector().abs(h.Vector([-3]))) == [3]
    assert v.scale(0, 1) == 1 / 60 and v.max() == 1 and v.min() == 0


def test_apply():
    v = h.Vector([0, 1, 4])
    assert list(v.c().apply("sqrt")) == [0, 1, 2]
    assert list(v.c().apply(h.sqrt)) == [0, 1, 2]
    assert list(v.c().apply(lambda x: x + 1)) == [1, 2, 5]
    assert list(v.c().apply(lambda x: -x, 1, 1)) == [0, -1, 4]
    assert v.reduce("sqrt", 10) == 13
    with pytest.raises(LookupError):
        v.apply("no_such_function")
    with pytest.raises(TypeError):
        v.apply(3)
    assert list(v) == [0, 1, 4]


def test_where(epsilon):
    v = h.Vector([1, 2, 3, 2])
    assert v.indwhere("==", 2) == 1 and v.indwhere(">", 9) == -1
    assert list(h.Vector().indvwhere(v, "[]", 2, 3)) == [1, 2, 3]
    assert list(v.c().where("<", 2.5)) == [1, 2, 2]
    h.float_epsilon = 0.6
    assert v.contains(2.5) and list(v.c().where("==", 2.5)) == [2, 3, 2]
    with pytest.raises(ValueError):
        v.indwhere("=", 2)
    with pytest.raises((TypeError, ValueError)):
        v.indwhere("[]", 2)


def test_types_of_results():
    v = h.Vector([1, 2])
    assert type(v.size()) is int and type(v.sum()) is float
    assert type(v.contains(2)) is bool and type(v.indwhere("==", 2)) is int
    assert type(v.max_ind()) is int and type(v.eq(v)) is float


def test_printf(capsys):
    assert h.Vector(range(6)).printf() == 6
    assert capsys.readouterr().out == "0\t1\t2\t3\t4\t\n5\t\n"
    assert h.Vector([1, 2]).printf("%8.2f;", 1, 1) == 1
    assert capsys.readouterr().out == "    2.00;"
    for wrong in ("%d", "%s", "%f %f", "%n", "%"):
        with pytest.raises(ValueError):
            h.Vector([1]).printf(wrong)
    assert capsys.readouterr().out == ""
