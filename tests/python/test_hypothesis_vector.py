"""Properties of Vector's methods against NumPy, on random data. Those of signals are in test_vector_signal.py."""

import math

import pytest

from neuron import h

np = pytest.importorskip("numpy")
hypothesis = pytest.importorskip("hypothesis")

from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of NumPy, about overflow
MODERATE = st.floats(-1e6, 1e6)
ANY = st.floats(allow_nan=False, allow_infinity=False, width=64)
WHOLE = st.integers(-1000, 1000).map(float)


def lists(items=MODERATE, least=0, most=60):
    return st.lists(items, min_size=least, max_size=most)


def pairs(items=MODERATE):
    return lists(st.tuples(items, items)).map(lambda rows: ([a for a, _ in rows], [b for _, b in rows]))


def close(a, b, scale=1.0):
    np.testing.assert_allclose(np.asarray(a), np.asarray(b), rtol=1e-12, atol=1e-12 * max(scale, 1.0))


def scale_of(x):
    return float(np.sum(np.abs(x))) if len(x) else 1.0


@st.composite
def with_range(draw, items=MODERATE, least=1):
    """A list and the bounds of a part of it, or no bounds."""
    x = draw(lists(items, least=least))
    if draw(st.booleans()):
        return x, ()
    start = draw(st.integers(0, len(x) - 1))
    return x, (start, draw(st.integers(start, len(x) - 1)))


def part(x, bounds):
    return x[bounds[0] : bounds[1] + 1] if bounds else x


@given(lists(ANY))
def test_elements_survive(x):
    v = h.Vector(x)
    assert list(v) == x == v.to_python() == v.as_numpy().tolist() == list(v.c()) == list(h.Vector(v))
    assert list(h.Vector().from_python(np.array(x))) == x
    assert list(h.Vector().copy(v)) == x and len(v) == v.size() == len(x)


@given(lists(), st.integers(-70, 70), st.integers(-70, 70), st.integers(-8, 8).filter(bool))
def test_slices(x, start, stop, step):
    v = h.Vector(x)
    assert list(v[start:stop:step]) == x[start:stop:step]
    expected = list(x)
    new = [float(i) for i in range(len(x[start:stop:step]))]
    expected[start:stop:step] = new
    v[start:stop:step] = h.Vector(new)
    assert list(v) == expected


@given(pairs(), MODERATE)
def test_arithmetic(both, number):
    x, y = both
    a, b = np.array(x), np.array(y)
    v, w = h.Vector(x), h.Vector(y)
    assert list(v + w) == (a + b).tolist() == list(v.c().add(w))
    assert list(v - w) == (a - b).tolist() == list(v.c().sub(w))
    assert list(v * w) == (a * b).tolist() == list(v.c().mul(w))
    assert list(v + number) == (a + number).tolist() == list(v.c().add(number)) == list(number + v)
    assert list(v * number) == (a * number).tolist() == list(v.c().mul(number))
    assert list(number - v) == (number - a).tolist()
    assert list(-v) == (-a).tolist() and list(abs(v)) == abs(a).tolist() == list(h.Vector().abs(v))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(list(v / w), a / b)
        np.testing.assert_array_equal(list(v.c().div(w)), a / b)
    if number:
        close(v / number, a / number)
        close(v.c().div(number), a / number)


@given(lists(st.floats(-300, 300)))
def test_functions_of_elements(x):
    a = np.array(x)
    v = h.Vector(x)
    assert list(v.c().floor()) == np.floor(a).tolist()
    close(v.c().tanh(), np.tanh(a))
    close(v.c().apply("exp"), np.exp(a), 1.0) if len(x) == 0 or max(x) < 300 else None
    close(v.c().apply("sin"), np.sin(a))
    close(v.c().apply(lambda y: y * 2), a * 2)
    close(v.c().abs().sqrt(), np.sqrt(abs(a)))
    with np.errstate(all="ignore"):
        close(v.c().abs().log(), np.log(abs(a)))
        close(v.c().abs().log10(), np.log10(abs(a)))
        close(v.c().log(), np.log(a))
    close(v.c().abs().add(1).pow(0.3), (abs(a) + 1) ** 0.3)
    for power in (0, 1, 2, 3):
        np.testing.assert_allclose(list(v.c().pow(power)), a**power, rtol=1e-12)


@given(with_range())
def test_sums(given_range):
    x, bounds = given_range
    a = np.array(part(x, bounds))
    v = h.Vector(x)
    close(v.sum(*bounds), a.sum(), scale_of(a))
    close(v.sumsq(*bounds), (a * a).sum(), float((a * a).sum()))
    close(v.mean(*bounds), a.mean(), scale_of(a))
    assert v.min(*bounds) == a.min() and v.max(*bounds) == a.max()
    first = bounds[0] if bounds else 0
    assert v.min_ind(*bounds) == first + int(a.argmin()) and v.max_ind(*bounds) == first + int(a.argmax())
    assert list(v.c(*bounds)) == a.tolist()


@given(with_range(least=2))
def test_spread(given_range):
    x, bounds = given_range
    a = np.array(part(x, bounds))
    v = h.Vector(x)
    if len(a) < 2:
        with pytest.raises(ValueError):
            v.var(*bounds)
        return
    scale = float((a * a).max())
    close(v.var(*bounds), a.var(ddof=1), scale)
    np.testing.assert_allclose(
        v.stdev(*bounds), a.std(ddof=1), rtol=1e-6, atol=1e-6 * math.sqrt(scale) + 1e-12
    )
    close(v.stderr(*bounds), v.stdev(*bounds) / math.sqrt(len(a)), math.sqrt(scale))


@given(pairs())
def test_products(both):
    x, y = both
    a, b = np.array(x), np.array(y)
    v, w = h.Vector(x), h.Vector(y)
    close(v.dot(w), a.dot(b), float(abs(a * b).sum()) if len(x) else 1.0)
    close(v.mag(), np.sqrt((a * a).sum()))
    if x:
        close(v.meansqerr(w), ((a - b) ** 2).mean(), float(((a - b) ** 2).max()))
    assert v.eq(v) == 1.0 and v.eq(w) == float(bool(len(x) == 0 or (abs(a - b) < h.float_epsilon).all()))


@given(lists(least=1))
def test_median_and_scale(x):
    v = h.Vector(x)
    close(v.median(), np.median(x), max(map(abs, x)))
    assert list(v) == x
    low, high = min(x), max(x)
    w = v.c()
    factor = w.scale(-1, 3)
    if high - low > 1e-3:
        close(factor, 4 / (high - low), 1.0)
        np.testing.assert_allclose(
            list(w), (np.array(x) - low) * (4 / (high - low)) - 1, rtol=1e-9, atol=1e-9
        )


@given(lists(st.one_of(WHOLE, ANY), most=300))
def test_sort(x):
    v = h.Vector(x)
    order = v.sortindex()
    assert list(order) == np.argsort(np.array(x), kind="mergesort").tolist()
    assert list(h.Vector().index(v, order)) == sorted(x) == list(v.c().sort())
    assert list(v.reverse()) == x[::-1]


@given(lists(WHOLE), WHOLE, WHOLE)
def test_where(x, low, high):
    a = np.array(x)
    v = h.Vector(x)
    masks = {"==": a == low, "!=": a != low, "<": a < low, "<=": a <= low, ">": a > low, ">=": a >= low}
    intervals = {
        "[]": (a >= low) & (a <= high),
        "[)": (a >= low) & (a < high),
        "(]": (a > low) & (a <= high),
        "()": (a > low) & (a < high),
    }
    for bounds, table in (((low,), masks), ((low, high), intervals)):
        for op, mask in table.items():
            places = np.flatnonzero(mask).tolist()
            assert list(h.Vector().indvwhere(v, op, *bounds)) == places
            assert v.indwhere(op, *bounds) == (places[0] if places else -1)
            assert (
                list(h.Vector().where(v, op, *bounds)) == a[mask].tolist() == list(v.c().where(op, *bounds))
            )
    assert v.contains(low) == (low in x)


@given(lists(WHOLE), st.integers(0, 40), st.integers(1, 60))
def test_hist(x, size, width):
    low = -500.5
    edges = low + width * np.arange(size + 1)
    got = h.Vector([7]).hist(h.Vector(x), low, size, width)
    expected = [sum(a <= y < b for y in x) for a, b in zip(edges[:-1], edges[1:])]
    assert list(got) == expected


@given(lists(), st.integers(-100, 100))
def test_rotate(x, shift):
    assert list(h.Vector(x).rotate(shift)) == np.roll(x, shift).tolist()


@given(lists(), lists(), st.data())
def test_moving_elements(x, y, data):
    i = data.draw(st.integers(0, len(x)))
    assert list(h.Vector(x).insrt(i, h.Vector(y), 5)) == x[:i] + y + [5] + x[i:]
    assert list(h.Vector(x).append(h.Vector(y), 3)) == x + y + [3]
    n = data.draw(st.integers(0, 80))
    assert list(h.Vector(x).resize(n)) == (x + [0.0] * 80)[:n]
    if x:
        j = data.draw(st.integers(0, len(x) - 1))
        k = data.draw(st.integers(j, len(x) - 1))
        assert list(h.Vector(x).remove(j)) == x[:j] + x[j + 1 :]
        assert list(h.Vector(x).remove(j, k)) == x[:j] + x[k + 1 :]
        assert list(h.Vector(x).fill(9, j, k)) == x[:j] + [9] * (k - j + 1) + x[k + 1 :]
        assert list(h.Vector([1] * 3).copy(h.Vector(x), j, k)) == (
            x[j : k + 1] + [1.0] * max(0, 3 - (k - j + 1))
        )


@given(lists(), lists(least=1), st.integers(0, 20), st.integers(1, 5), st.integers(1, 5), st.data())
def test_copy_of_parts(x, source, to, dest_inc, src_inc, data):
    first = data.draw(st.integers(0, len(source) - 1))
    last = data.draw(st.integers(first, len(source) - 1))
    expected = list(x)
    for k, i in enumerate(range(first, last + 1, src_inc)):
        place = to + k * dest_inc
        expected += [0.0] * (place + 1 - len(expected))
        expected[place] = source[i]
    w = h.Vector(source)
    assert list(h.Vector(x).copy(w, to, first, last, dest_inc, src_inc)) == expected
    if dest_inc == src_inc == 1:
        assert list(h.Vector(x).copy(w, to, first, last)) == expected


@given(lists(least=1), lists(st.integers(-5, 70)), lists(st.integers(-5, 70)))
def test_copy_by_index(x, places, targets):
    source = [float(i) for i in range(40)]
    both, one = list(x), list(x)
    for i, j in zip(places, targets):
        if 0 <= i < len(source) and 0 <= j < len(x):
            both[j] = source[i]
    for i in places:
        if 0 <= i < len(source) and i < len(x):
            one[i] = source[i]
    v = h.Vector(source)
    assert list(h.Vector(x).copy(v, h.Vector(places), h.Vector(targets))) == both
    assert list(h.Vector(x).copy(v, h.Vector(places))) == one


@given(lists(), st.integers(0, 60), st.integers(0, 60))
def test_from_double(x, first, n):
    v = h.Vector(x)
    if first < len(x):
        if first + n <= len(x):
            assert list(h.Vector([1]).from_double(n, v._ref_x[first])) == x[first : first + n]
            assert list(v.from_double(n, v._ref_x[first])) == x[first : first + n]
        else:
            with pytest.raises(IndexError):
                h.Vector().from_double(n, v._ref_x[first])


@given(lists(least=1), lists(st.integers(-5, 70)))
def test_index(x, places):
    v, i = h.Vector(x), h.Vector(places)
    assert list(h.Vector().index(v, i)) == [x[k] if 0 <= k < len(x) else 0.0 for k in places]
    assert list(v.ind(i)) == [x[k] for k in places if 0 <= k < len(x)]


@given(st.integers(0, 50), st.floats(-100, 100), st.floats(-10, 10))
def test_indgen(n, start, step):
    v = h.Vector(n)
    close(v.indgen(start, step), start + step * np.arange(n), 1000)
    close(v.indgen(), np.arange(n))


@given(lists(st.floats()))
def test_special_numbers_never_crash(x):
    """nan and infinities in all members that take the Vector alone."""
    for name in (
        "sum sumsq mean var median min max min_ind max_ind mag sort sortindex abs floor log sqrt tanh".split()
    ):
        v = h.Vector(x)
        try:
            getattr(v, name)()
        except ValueError:
            np.testing.assert_array_equal(np.array(list(v)), np.array(x))
    ordered = list(h.Vector(x).sort())
    np.testing.assert_array_equal(np.array(ordered), np.sort(np.array(x)))
    v = h.Vector(x)
    np.testing.assert_array_equal(np.array(v + v), np.array(x) + np.array(x))
