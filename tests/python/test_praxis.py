"""fit_praxis: what tests/parity cannot compare."""

import pytest

from neuron import h


@pytest.fixture(autouse=True)
def attributes():
    h.attr_praxis(1e-5, 0.5, 0)
    h.attr_praxis(1)


def bowl(v):
    return (v[0] - 1) ** 2 + 2 * (v[1] + 2) ** 2 + 3


def test_the_seed_makes_it_reproducible():
    def run(seed):
        seen = []

        def function(v):
            seen.append(tuple(v))
            return 100 * (v[1] - v[0] ** 2) ** 2 + (1 - v[0]) ** 2

        h.attr_praxis(seed)
        h.fit_praxis(function, h.Vector([-1.2, 1]))
        return seen

    assert run(3) == run(3)
    assert run(3) != run(4)


def test_principal_values_and_axes():
    axis = h.Vector()
    with pytest.raises(TypeError):
        h.pval_praxis()
    assert h.fit_praxis(bowl, h.Vector([3, 4])) == pytest.approx(3)
    assert h.pval_praxis(0) == pytest.approx(2, rel=0.1)
    assert h.pval_praxis(1, axis) == pytest.approx(1, rel=0.1)
    assert axis.mag() == pytest.approx(1)
    assert abs(axis[0]) > 0.9
    with pytest.raises(IndexError):
        h.pval_praxis(2)


def test_many_variables():
    n = 8
    v = h.Vector(n)
    minimum = h.fit_praxis(lambda p: sum((x - i) ** 2 * (1 + i) for i, x in enumerate(p)), v)
    assert minimum == pytest.approx(0, abs=1e-9)
    assert list(v) == pytest.approx(list(range(n)), abs=1e-5)


def test_an_exception_leaves_the_parameters():
    v = h.Vector([3, 4])

    def function(p):
        if p[0] < 2.9:
            raise KeyError("stop here")
        return bowl(p)

    with pytest.raises(KeyError, match="stop here"):
        h.fit_praxis(function, v)
    assert list(v) == [3, 4]


def test_results_that_are_no_numbers():
    v = h.Vector([3, 4])
    with pytest.raises(TypeError):
        h.fit_praxis(lambda p: "text", v)
    with pytest.raises(ValueError):
        h.fit_praxis(lambda p: float("nan"), v)
    assert h.fit_praxis(lambda p: bowl(p) if p[0] > 0 else float("inf"), v) == pytest.approx(3)


def test_a_function_that_changes_its_vector():
    v = h.Vector([3, 4])

    def function(p):
        value = bowl(p)
        p.resize(0)
        return value

    assert h.fit_praxis(function, v) == pytest.approx(3)
    with pytest.raises(ValueError):
        h.fit_praxis(lambda p: [v.resize(1), bowl(p)][1], v)


def test_flat_and_single():
    assert h.fit_praxis(lambda p: 5.0, h.Vector([1, 2, 3])) == 5
    v = h.Vector([10])
    assert h.fit_praxis(lambda p: (p[0] - 2) ** 2, v) == pytest.approx(0, abs=1e-9)
    assert v[0] == pytest.approx(2, abs=1e-5)


def test_after_each_round():
    rounds = []
    h.fit_praxis(bowl, h.Vector([3, 4]), lambda: rounds.append(1))
    assert rounds


def test_attributes_are_checked():
    for wrong in ((0, 1, 0), (1e-5, -1, 0), (float("nan"), 1, 0)):
        with pytest.raises(ValueError):
            h.attr_praxis(*wrong)
    with pytest.raises(IndexError):
        h.attr_praxis(1, 1, 9)
    with pytest.raises(IndexError):
        h.attr_praxis(-1)
    with pytest.raises(IndexError):
        h.stop_praxis(0)
    with pytest.raises(ValueError):
        h.fit_praxis(bowl, h.Vector())
    with pytest.raises(ValueError):
        h.fit_praxis(3, bowl, h.Vector(2))


def test_parameters_by_reference():
    v = h.Vector([9, 3, 4])
    assert h.fit_praxis(2, bowl, v._ref_x[1]) == pytest.approx(3)
    assert list(v) == pytest.approx([9, 1, -2], abs=1e-4)
    with pytest.raises(ValueError):
        h.fit_praxis(3, bowl, v._ref_x[1])


def test_stop_holds_for_one_fit():
    v = h.Vector([3, 4])
    h.stop_praxis()
    assert h.fit_praxis(bowl, v) > 3
    assert h.fit_praxis(bowl, v) == pytest.approx(3)
