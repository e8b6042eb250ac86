"""Vector members on signals and models, against NumPy and against definitions written out."""

import math

import pytest

np = pytest.importorskip("numpy")
hypothesis = pytest.importorskip("hypothesis")

from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from neuron import h  # noqa: E402

V = h.Vector

NUMBERS = st.floats(min_value=-1000.0, max_value=1000.0, allow_nan=False, allow_infinity=False)


def numbers(low=0, high=60):
    return st.lists(NUMBERS, min_size=low, max_size=high)


def array(vector):
    return np.array(vector.to_python(), dtype=float)


def near(got, wanted, scale=1.0):
    """Equal but for rounding, which grows with the size of the numbers that were added up."""
    wanted = np.asarray(wanted, dtype=float)
    got = array(got) if isinstance(got, h.Vector) else np.asarray(got, dtype=float)
    assert got.shape == wanted.shape
    assert np.allclose(got, wanted, rtol=1e-10, atol=1e-11 * max(1.0, scale), equal_nan=True)


def total(*lists):
    product = 1.0
    for items in lists:
        product *= 1.0 + sum(abs(x) for x in items)
    return product


def power_of_two(n):
    power = 1
    while power < n:
        power *= 2
    return power


def padded(x, n):
    out = np.zeros(n)
    out[: len(x)] = x
    return out


# ---- Fourier transforms ----


def packed_spectrum(x):
    n = power_of_two(len(x))
    terms = np.conj(np.fft.rfft(padded(x, n)))
    out = np.zeros(n)
    out[0] = terms[0].real
    if n > 1:
        out[1] = terms[n // 2].real
        out[2::2] = terms[1 : n // 2].real
        out[3::2] = terms[1 : n // 2].imag
    return out


@given(numbers())
def test_fft_is_the_packed_spectrum_of_numpy(x):
    near(V().fft(V(x), 1), packed_spectrum(x), total(x))
    near(V(x).fft(1), packed_spectrum(x), total(x))
    near(V().fft(V(x)), packed_spectrum(x), total(x))


@given(numbers())
def test_fft_there_and_back_is_half_the_size_times_the_data(x):
    n = power_of_two(len(x))
    near(V(x).fft(1).fft(-1), padded(x, n) * n / 2, n * total(x))


@given(numbers(1, 33))
def test_inverse_fft_adds_up_waves(x):
    n = power_of_two(len(x))
    f = padded(x, n)
    j = np.arange(n)
    wanted = np.full(n, f[0] / 2)
    if n > 1:
        wanted = wanted + np.where(j % 2 == 0, f[1], -f[1]) / 2
    for k in range(1, n // 2):
        angle = 2 * np.pi * ((k * j) % n) / n
        wanted = wanted + f[2 * k] * np.cos(angle) + f[2 * k + 1] * np.sin(angle)
    near(V(x).fft(-1), wanted, n * total(x))


def test_fft_examples():
    near(V([1, 2, 3, 4]).fft(1), [10, -2, -2, -2])
    near(V([1, 2, 3, 4]).fft(0), [10, -2, -2, -2])
    near(V([1, 2, 3, 4]).fft(-1), [4.5, 3.5, -1.5, -4.5])
    near(V([5]).fft(1), [5])
    near(V([5]).fft(-1), [2.5])
    near(V().fft(V(), 1), [0])


def test_fft_leaves_the_source_and_takes_itself():
    source = V([1, 2, 3])
    V().fft(source, 1)
    assert source.to_python() == [1, 2, 3]
    v = V([1, 2, 3, 4])
    assert v.fft(v, -1) == v
    near(v, [4.5, 3.5, -1.5, -4.5])


def test_fft_refuses_other_signs():
    for sign in (2, -2, float("nan")):
        v = V([1, 2])
        with pytest.raises((IndexError, ValueError)):
            v.fft(sign)
        assert v.to_python() == [1, 2]
    with pytest.raises(TypeError):
        V([1, 2]).fft()


def unwrapped(kernel, n):
    side = (len(kernel) - 1) // 2
    out = np.zeros(n)
    out[: side + 1] = kernel[: side + 1]
    for i in range(1, side + 1):
        out[n - i] = kernel[len(kernel) - i]
    return out


def circular(x, y):
    n = len(x)
    return np.array([sum(x[j] * y[(i - j) % n] for j in range(n)) for i in range(n)])


@given(numbers(0, 20), numbers(1, 20))
def test_convlv_is_a_circular_convolution(x, kernel):
    n = power_of_two(max(len(x), len(kernel)))
    near(V().convlv(V(x), V(kernel)), circular(padded(x, n), unwrapped(kernel, n)), total(x, kernel))


@given(numbers(1, 30), st.lists(st.floats(min_value=-0.1, max_value=0.1), min_size=0, max_size=4))
def test_deconvolution_undoes_convolution(x, side):
    kernel = [1.0] + side + side
    n = power_of_two(max(len(x), len(kernel)))
    blurred = V().convlv(V(x), V(kernel))
    near(V().convlv(blurred, V(kernel), -1), padded(x, n), 1e3 * total(x))


def test_convlv_refuses():
    with pytest.raises(ValueError):
        V().convlv(V([1, 2, 3, 4]), V())
    with pytest.raises(ValueError):
        V().convlv(V([1, 2, 3, 4]), V([1]), 2)
    with pytest.raises(ValueError):  # takes the constant away: not to be undone
        V().convlv(V([1, 2, 3, 4]), V([2, -1, -1]), -1)
    v = V([1, 2, 3, 4])
    with pytest.raises(ValueError):
        v.convlv(v, V([2, -1, -1]), -1)
    assert v.to_python() == [1, 2, 3, 4]


@given(numbers(0, 20), numbers(0, 20))
def test_correl_is_a_circular_correlation(x, y):
    n = power_of_two(max(len(x), len(y)))
    a, b = padded(x, n), padded(y, n)
    wanted = [sum(a[(j + k) % n] * b[j] for j in range(n)) for k in range(n)]
    near(V().correl(V(x), V(y)), wanted, total(x, y))
    a = padded(x, power_of_two(len(x)))
    near(V().correl(V(x)), [np.dot(np.roll(a, -k), a) for k in range(len(a))], total(x, x))


@given(numbers(0, 20), numbers(1, 20))
def test_filter_is_convlv_with_the_half_complex_transform(x, f):
    n = power_of_two(max(len(x), len(f)))
    terms = np.fft.fft(padded(f, n))
    kernel = [terms[k].real if 2 * k <= n else -terms[k].imag for k in range(n)]
    near(V().filter(V(x), V(f)), array(V().convlv(V(padded(x, n)), V(kernel[: len(f)]))), total(x, f) * n)
    near(V(x).filter(V(f)), array(V().filter(V(x), V(f))), total(x, f))


def test_filter_refuses_nothing_to_filter_with():
    with pytest.raises(ValueError):
        V([1, 2]).filter(V())


@given(numbers(2, 100))
def test_spctrm_is_welchs_estimate(x):
    n = len(x)
    m = power_of_two(max(1, n // 8))
    pairs = int(math.ceil(n / (2.0 * m) - 0.5))
    window = 1 - np.abs(np.arange(2 * m) - m) / float(m)
    power = np.zeros(m)
    for s in range(2 * pairs):
        segment = padded(x[s * m : (s + 2) * m], 2 * m)
        squares = np.abs(np.fft.fft(window * segment)) ** 2
        power[0] += squares[0]
        for k in range(1, m):
            power[k] += squares[k] + squares[2 * m - k]
    power /= 2 * m * np.sum(window**2) * 2 * pairs
    near(V().spctrm(V(x)), power, total(x, x))


def test_spctrm_keeps_what_lies_beyond():
    v = V(4, 7).spctrm(V([1] * 16))
    assert len(v) == 4
    assert v.to_python()[2:] == [7, 7]
    with pytest.raises(ValueError):
        V().spctrm(V([1]))


# ---- neighbours ----


@given(numbers(2), st.sampled_from([0.1, 1.0, -2.5]))
def test_deriv(x, dx):
    x = np.array(x)
    assert array(V().deriv(V(x), dx, 1)).tolist() == ((x[1:] - x[:-1]) / dx).tolist()
    wanted = np.empty(len(x))
    wanted[1:-1] = ((x[2:] - x[:-2]) / 2) / dx
    wanted[0] = (x[1] - x[0]) / dx
    wanted[-1] = (x[-1] - x[-2]) / dx
    assert array(V(x).deriv(dx)).tolist() == wanted.tolist()
    v = V(x)
    assert array(v.deriv(v, dx)).tolist() == wanted.tolist()


def test_deriv_refuses():
    with pytest.raises(ValueError):
        V([1]).deriv()
    v = V([1, 2, 3])
    with pytest.raises(ValueError):
        v.deriv(1, 3)
    assert v.to_python() == [1, 2, 3]
    assert V([1, 2]).deriv(0).to_python() == [float("inf")] * 2


@given(numbers(), st.sampled_from([0.1, 1.0, -2.5]))
def test_integral(x, dx):
    steps = np.array(x) * dx
    if len(x):
        steps[0] = x[0]
    wanted = np.cumsum(steps).tolist()
    assert V().integral(V(x), dx).to_python() == wanted
    assert V(x).integral(dx).to_python() == wanted
    v = V(x)
    assert v.integral(v, dx).to_python() == wanted


@given(numbers(), st.integers(min_value=1, max_value=70))
def test_rebin(x, factor):
    n = len(x) // factor
    wanted = np.array(x[: n * factor]).reshape(n, factor).sum(axis=1)
    near(V().rebin(V(x), factor), wanted, total(x))
    near(V(x).rebin(factor), wanted, total(x))
    v = V(x)
    near(v.rebin(v, factor), wanted, total(x))


def test_rebin_refuses():
    for factor in (0, -1, float("nan")):
        with pytest.raises(ValueError):
            V([1, 2]).rebin(factor)


@given(numbers(), st.floats(min_value=0.0, max_value=20.0))
def test_resample(x, rate):
    n = int(len(x) * rate)
    wanted = [x[min(int(i / rate), len(x) - 1)] for i in range(n)]
    assert V().resample(V(x), rate).to_python() == wanted
    v = V(x)
    assert v.resample(v, rate).to_python() == wanted


def test_resample_refuses():
    for rate in (-0.5, float("nan"), float("inf")):
        with pytest.raises(ValueError):
            V().resample(V([1, 2]), rate)


@given(
    numbers(0, 30), st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=30, unique_by=lambda p: p[0])
)
def test_interpolate_is_numpy_interp(x, points):
    points = sorted(points)
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    near_enough = [b - a > 1e-9 for a, b in zip(xs, xs[1:])]
    hypothesis.assume(all(near_enough))
    x = x + xs
    wanted = np.interp(x, xs, ys)
    near(V().interpolate(V(x), V(xs), V(ys)), wanted, 1e3)
    near(V(ys).interpolate(V(x), V(xs)), wanted, 1e3)
    v = V(x)
    near(v.interpolate(v, V(xs), V(ys)), wanted, 1e3)


def test_interpolate_refuses():
    for xs, ys in (([], []), ([1, 2], [1]), ([2, 1], [1, 2])):
        v = V([7])
        with pytest.raises(ValueError):
            v.interpolate(V([1]), V(xs), V(ys))
        assert v.to_python() == [7]
    assert V().interpolate(V([1, 2, 9]), V([1, 2]), V([5, 6, 7])).to_python() == [5, 6, 6]


@given(numbers(), st.integers(min_value=0, max_value=70))
def test_medfltr_is_a_moving_median(x, points):
    wanted = [np.median(x[max(0, i - points) : i + points + 1]) for i in range(len(x))]
    near(V().medfltr(V(x), points), wanted, 1e3)
    near(V(x).medfltr(points), wanted, 1e3)
    v = V(x)
    near(v.medfltr(v, points), wanted, 1e3)


def test_medfltr_takes_an_outlier_away():
    assert V([1, 2, 90, 4, 5]).medfltr().to_python() == [1.5, 2, 4, 5, 4.5]
    with pytest.raises(ValueError):
        V([1, 2]).medfltr(-1)


# ---- Gaussians ----


def gaussians(bins, size, step, variance, counts):
    out = np.zeros(size)
    for i in range(size):
        for b, weight in bins:
            exponent = ((i - b) * step) ** 2 / (2 * variance)
            if counts(exponent):
                out[i] += weight * math.exp(-exponent) / math.sqrt(2 * math.pi * variance)
    return out


STEPS = st.sampled_from([0.25, 0.4, 1.0, 3.0])
VARIANCES = st.sampled_from([0.02, 0.5, 2.3, 40.0])
SMALL = st.lists(st.floats(min_value=-20.0, max_value=20.0), min_size=0, max_size=12)


@given(SMALL, STEPS, VARIANCES, st.booleans())
def test_smhist(x, step, variance, weighted):
    start, size = -3.0, 17
    weights = [0.5 + i for i in range(len(x))] if weighted else [1.0] * len(x)
    bins = [(int((d - start) / step), w) for d, w in zip(x, weights) if d >= start]
    wanted = gaussians(bins, size, step, variance, lambda e: e <= 10)
    wanted[wanted < 1e-9] = 0
    args = [V(x), start, size, step, variance] + ([V(weights)] if weighted else [])
    near(V([7]).smhist(*args), wanted, 1e2)


@given(SMALL, STEPS, VARIANCES, st.booleans())
def test_sumgauss(x, width, variance, weighted):
    low, high = -3.0, 5.0
    weights = [0.5 + i for i in range(len(x))] if weighted else [1.0] * len(x)
    bins = [(int((d - low) / width), w) for d, w in zip(x, weights)]
    wanted = gaussians(bins, int((high - low) / width + 0.5), width, variance, lambda e: e < 20)
    args = [low, high, width, variance] + ([V(weights)] if weighted else [])
    near(V(x).sumgauss(*args), wanted, 1e2)


def test_many_wide_gaussians_are_summed_by_a_transform():
    x = np.random.RandomState(1).uniform(0, 2000, 5000)
    wanted = np.zeros(2000)
    counts = np.bincount(x.astype(int), minlength=2000)
    k = np.arange(-2000, 2001)
    kernel = np.where(k**2 / 2e6 < 20, np.exp(-(k**2) / 2e6) / math.sqrt(2 * math.pi * 1e6), 0)
    wanted = np.convolve(counts, kernel)[2000:4000]
    near(V(x).sumgauss(0, 2000, 1, 1e6), wanted, 10)
    near(V().smhist(V(x), 0, 2000, 1, 1e6), wanted, 10)


def test_gaussian_sums_refuse():
    for args in ((0, 3, 0, 1), (0, 3, 1, -1), (0, -3, 1, 1)):
        v = V([7])
        with pytest.raises(ValueError):
            v.smhist(V([1]), *args)
        assert v.to_python() == [7]
    with pytest.raises(ValueError):
        V().smhist(V([1, 2]), 0, 3, 1, 1, V([1]))
    for args in ((0, 3, 0, 1), (3, 0, 1, 1), (0, 3, 1, -1), (0, 3, 1, 1, V())):
        with pytest.raises(ValueError):
            V([1]).sumgauss(*args)
    assert V([1]).sumgauss(0, 3, 1, 0).to_python() == [0, 0, 0]


# ---- spikes ----


@given(numbers(), NUMBERS)
def test_spikebin(x, threshold):
    above = np.array(x) >= threshold
    wanted = above.copy()
    wanted[1:] &= ~above[:-1]
    assert V([7]).spikebin(V(x), threshold).to_python() == wanted.astype(float).tolist()
    v = V(x)
    assert v.spikebin(v, threshold).to_python() == wanted.astype(float).tolist()


def rate(counts, dt, trials, size, i):
    begin, end, right = i, i + 1, True
    while sum(counts[begin:end]) < size:
        if (right and end < len(counts)) or begin == 0:
            end += 1
        else:
            begin -= 1
        right = not right
    return sum(counts[begin:end]) / trials / (dt / 1000.0) / (end - begin)


@given(
    st.lists(st.integers(min_value=0, max_value=5), min_size=1, max_size=25),
    st.integers(min_value=0, max_value=30),
)
def test_psth(counts, size):
    hypothesis.assume(sum(counts) >= size)
    wanted = [rate(counts, 10, 3, size, i) for i in range(len(counts))]
    near(V().psth(V(counts), 10, 3, size), wanted, 1e3)


def test_psth_refuses_more_spikes_than_there_are():
    v = V([7])
    with pytest.raises(ValueError):
        v.psth(V([1, 0, 2]), 10, 1, 4)
    with pytest.raises(ValueError):
        v.psth(V([1, 0, 2]), 10, 1, -1)
    assert v.to_python() == [7]


@given(
    numbers(8, 30),
    st.lists(st.floats(min_value=-5, max_value=35), max_size=10),
    st.integers(min_value=0, max_value=7),
    st.integers(min_value=0, max_value=7),
)
def test_trigavg(data, triggers, pre, post):
    used = [int(t) for t in triggers if int(t) - pre >= 0 and int(t) + post < len(data)]
    v = V([7])
    assert v.trigavg(V(data), V(triggers), pre, post) == len(used)
    if used:
        near(v, np.mean([data[t - pre : t + post] for t in used], axis=0), 1e3)
    else:
        assert len(v) == pre + post
        assert all(math.isnan(x) for x in v)


def test_trigavg_refuses():
    for pre, post in ((-1, 1), (1, -1), (5, 1), (1, 5)):
        with pytest.raises(IndexError):
            V().trigavg(V([1, 2, 3]), V([1]), pre, post)


def integrate_and_fire(i, dt, gl, el, cm, th, res, ref=0):
    v = [el]
    wait = 0.0
    while len(v) < len(i):
        k = len(v) - 1
        v.append(v[k] + (i[k] - gl * (v[k] - el)) / cm * dt)
        if v[-1] > th and wait <= 0:
            v[-1] = 0.0
            v.append(res)
            wait = ref
        else:
            wait -= dt
    return v[: len(i)]


@given(
    st.lists(st.floats(min_value=-50, max_value=200), max_size=60), st.sampled_from([0.0, 0.1, 0.3, 0.6, 5.0])
)
def test_inf(i, ref):
    cell = (0.1, 0.1, -65.0, 1.0, -55.0, -70.0, ref)
    near(V([7]).inf(V(i), *cell), integrate_and_fire(i, *cell), 1e2)
    v = V(i)
    near(v.inf(v, *cell), integrate_and_fire(i, *cell), 1e2)


def test_inf_example():
    v = V().inf(V([0, 0, 30, 30, 30, 30, 30, 0, 0, 30, 30, 0]), 0.1, 0.1, -65, 1, -55, -70)
    wanted = [-65, -65, -65, -62, -59.03, -56.0897, 0, -70, -69.95, -69.9005, -66.851495, -63.83298005]
    near(v, wanted)
    with pytest.raises(ValueError):
        V().inf(V([1]), 0.1, 0.1, -65, 0, -55, -70)


# ---- fit ----

MODELS = {
    "exp1": (lambda x, a, b: a * np.exp(-x / b), (3.0, 1.7)),
    "exp2": (lambda x, a, b, c, d: a * np.exp(-x / b) + c * np.exp(-x / d), (3.0, 0.5, 2.0, 4.0)),
    "charging": (
        lambda x, a, b, c, d: a * (1 - np.exp(-x / b)) + c * (1 - np.exp(-x / d)),
        (3.0, 0.5, 2.0, 4.0),
    ),
    "line": (lambda x, a, b: a * x + b, (5.0, 4.0)),
    "quad": (lambda x, a, b, c: a * x * x + b * x + c, (0.5, 4.0, -2.0)),
}


def fit(y, function, x, start):
    parameters = [h.ref(p) for p in start]
    model = V()
    error = V(y).fit(model, function, V(x), *parameters)
    return error, array(model), [p[0] for p in parameters]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_fit_finds_the_parameters_of_exact_data(name):
    function, wanted = MODELS[name]
    x = np.linspace(0, 8, 60)
    error, model, parameters = fit(function(x, *wanted), name, x, [1.3 * p for p in wanted])
    assert error < 1e-20
    assert np.allclose(parameters, wanted, rtol=1e-8)
    assert np.allclose(model, function(x, *parameters), rtol=1e-12)


@pytest.mark.parametrize("name, degree", [("line", 1), ("quad", 2)])
def test_fit_of_noisy_data_is_polyfit(name, degree):
    random = np.random.RandomState(2)
    x = np.linspace(-1, 3, 50)
    y = np.polyval([2.0, -1.0, 0.5][: degree + 1], x) + random.normal(size=50)
    error, model, parameters = fit(y, name, x, [1.0] * (degree + 1))
    wanted = np.polyfit(x, y, degree)
    assert np.allclose(parameters, wanted, rtol=1e-6, atol=1e-6)
    assert abs(error - np.mean((np.polyval(wanted, x) - y) ** 2)) < 1e-12
    assert abs(error - np.mean((model - y) ** 2)) < 1e-12


def test_fit_of_a_python_function():
    x = np.linspace(0, 4, 30)
    error, model, parameters = fit(2 * np.sin(1.5 * x), lambda x, a, w: a * math.sin(w * x), x, (1.5, 1.3))
    assert error < 1e-20
    assert np.allclose(parameters, (2, 1.5), rtol=1e-8)
    error, model, parameters = fit([0, 0], lambda k, x, y: (x - 1) ** 2 + (y - 0.5) ** 2, [0, 1], (2, 1))
    assert np.allclose(parameters, (1, 0.5), atol=1e-3)


def test_fit_of_a_hoc_function():
    x = np.linspace(0.5, 4, 30)
    error, model, parameters = fit(np.arctan2(x, 1.7), "atan2", x, (1.0,))
    assert error < 1e-20
    assert np.allclose(parameters, [1.7])


def test_fit_passes_exceptions_on_and_changes_nothing():
    class Stop(Exception):
        pass

    def stop(*args):
        raise Stop("stop")

    data, model, parameter = V([1, 2]), V([7]), h.ref(3)
    with pytest.raises(Stop):
        data.fit(model, stop, V([1, 2]), parameter)
    with pytest.raises(TypeError):
        data.fit(model, lambda x, a: "text", V([1, 2]), parameter)
    with pytest.raises(ValueError):
        data.fit(model, lambda x, a: float("nan"), V([1, 2]), parameter)
    assert (data.to_python(), model.to_python(), parameter[0]) == ([1, 2], [7], 3)


def test_fit_survives_a_function_that_changes_the_vectors():
    data, model, x = V([1, 2, 3]), V(), V([1, 2, 3])

    def function(at, a):
        data.resize(0)
        x.resize(100000)
        model.resize(0)
        return a * at

    parameter = h.ref(2)
    assert data.fit(model, function, x, parameter) < 1e-20
    assert abs(parameter[0] - 1) < 1e-9
    assert len(model) == 3


def test_fit_refuses():
    one = h.ref(1)
    cases = [
        (ValueError, ("line", V([1]), one, one)),
        (TypeError, ("line", V([1, 2]), one)),
        (TypeError, ("line", V([1, 2]), one, one, one)),
        (TypeError, ("line", V([1, 2]), 1, 2)),
        (TypeError, ("line", V([1, 2]), h.ref("text"), one)),
        (TypeError, ("line", V([1, 2]))),
        (LookupError, ("no_such_function", V([1, 2]), one)),
    ]
    for error, args in cases:
        with pytest.raises(error):
            V([1, 2]).fit(V(), *args)
    with pytest.raises(ValueError):
        V().fit(V(), "line", V(), one, one)


# ---- views, labels, results ----

IN_PLACE = [
    ("fft", lambda: (1,)),
    ("filter", lambda: (V([1]),)),
    ("convlv", lambda: (V([1, 2, 3, 4]), V([1]))),
    ("correl", lambda: (V([1, 2, 3, 4]),)),
    ("deriv", lambda: ()),
    ("integral", lambda: ()),
    ("rebin", lambda: (1,)),
    ("resample", lambda: (V([1, 2]), 2)),
    ("medfltr", lambda: ()),
    ("interpolate", lambda: (V([1, 2, 3, 4]), V([1, 4]))),
    ("smhist", lambda: (V([1, 2]), 0, 4, 1, 1)),
    ("spikebin", lambda: (V([1, 2, 3, 4]), 2)),
    ("psth", lambda: (V([1, 2, 3, 4]), 1, 1, 1)),
    ("inf", lambda: (V([1, 2, 3, 4]), 0.1, 0.1, -65, 1, -55, -70)),
]


@pytest.mark.parametrize("name, args", IN_PLACE)
def test_results_are_the_vector_itself_and_views_see_them(name, args):
    v = V([4, 1, 3, 2])
    v.label("kept")
    view = v.as_numpy()
    assert getattr(v, name)(*args()) == v
    assert len(v) == 4
    assert view.tolist() == v.to_python()
    assert v.label() == "kept"


@pytest.mark.parametrize("name, args", IN_PLACE)
def test_old_views_keep_their_memory_when_the_size_changes(name, args):
    v = V([4, 1, 3, 2, 5, 6, 7])
    view = v.as_numpy()
    before = view.tolist()
    arguments = args()
    getattr(v, name)(*arguments)
    if len(v) != 7:
        assert view.tolist() == before
