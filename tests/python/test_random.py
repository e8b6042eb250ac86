"""Random and the functions around it. The numbers themselves are compared in tests/parity."""

import math
import signal

import pytest

from neuron import h


def uniform(*seed):
    r = h.Random(*seed)
    r.uniform(0, 1)
    return r


def test_the_same_seed_gives_the_same_numbers():
    a, b = uniform(5), uniform(5)
    assert [a.repick() for _ in range(50)] == [b.repick() for _ in range(50)]
    assert uniform(5).repick() != uniform(6).repick()
    assert uniform().repick() == uniform(0).repick()


def test_streams_rewind():
    r = h.Random()
    for start in (lambda: r.Random123(1, 2, 3), lambda: r.MCellRan4(7)):
        start()
        first = r.seq()
        numbers = [r.uniform(0, 1)] + [r.repick() for _ in range(30)]
        r.seq(first + 10)
        assert [r.repick() for _ in range(21)] == numbers[10:]


def test_philox_is_the_published_one():
    # the known answer for counter 0 and key 0: 6627e8d5 e169c58d bc57ac4c 9b00dbd8
    r = h.Random()
    r.Random123(0, 0, 0)
    words = [r.uniform(0, 1)] + [r.repick() for _ in range(3)]
    assert [round(x * (2**32 + 1)) - 1 for x in words] == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


MOMENTS = [
    ("uniform", (2, 6), 4, 16 / 12),
    ("discunif", (1, 6), 3.5, 35 / 12),
    ("normal", (3, 4), 3, 4),
    ("lognormal", (3, 4), 3, 4),
    ("negexp", (2,), 2, 4),
    ("poisson", (3,), 3, 3),
    ("binomial", (10, 0.25), 2.5, 1.875),
    ("erlang", (4, 2), 4, 2),
    ("geometric", (0.5,), 2, 2),
    ("hypergeo", (1, 3), 1, 3),
    ("weibull", (1, 2), 2, 4),
]


@pytest.mark.parametrize("name, parameters, mean, variance", MOMENTS)
def test_mean_and_variance(name, parameters, mean, variance):
    r = h.Random(11)
    getattr(r, name)(*parameters)
    v = h.Vector(40000).setrand(r)
    assert abs(v.mean() - mean) < 6 * math.sqrt(variance / v.size())
    assert abs(v.var() - variance) < 0.1 * variance


REFUSED = [
    "uniform(float('nan'), 1)",
    "uniform(0, float('inf'))",
    "uniform(-1e308, 1e308)",
    "discunif(0, 1e300)",
    "normal(0, -1)",
    "normal(float('nan'), 1)",
    "lognormal(0, 1)",
    "lognormal(1, -1)",
    "lognormal(1e-200, 1)",
    "negexp(float('inf'))",
    "poisson(-1)",
    "poisson(746)",
    "poisson(1e300)",
    "poisson(float('nan'))",
    "binomial(-1, .5)",
    "binomial(1e10, .5)",
    "binomial(5, 1.5)",
    "binomial(5, float('nan'))",
    "erlang(1, 0)",
    "erlang(1, -1)",
    "erlang(1e9, 1)",
    "geometric(1)",
    "geometric(2)",
    "geometric(-1)",
    "geometric(float('nan'))",
    "hypergeo(0, 1)",
    "hypergeo(1, .5)",
    "hypergeo(1, float('inf'))",
    "weibull(0, 1)",
]


@pytest.mark.parametrize("text", REFUSED)
def test_parameters_out_of_the_domain(text):
    r = uniform(3)
    with pytest.raises(ValueError):
        eval("r." + text)
    assert 0 < r.repick() < 1, "the distribution before still holds"


def test_edges_of_the_domain():
    r = h.Random(1)
    assert r.geometric(0) == 1
    assert r.poisson(0) == 0
    assert 600 < r.poisson(745) < 900
    assert r.binomial(0, 0.5) == 0
    assert r.erlang(0, 1) == 0
    assert r.uniform(3, 3) == 3
    assert r.discunif(3.9, 3.2) == 3


def test_an_erlang_number_of_many_stages_is_finite():
    assert abs(h.Random(1).erlang(100, 1) - 100) < 10


@pytest.mark.parametrize("text", ["binomial(2**31 - 1, .5)", "geometric(1 - 2**-31)", "erlang(46000, 1)"])
def test_long_work_can_be_interrupted(text):
    class Enough(Exception):
        pass

    def enough(*_):
        raise Enough

    r = uniform(3)  # noqa: F841, text uses it
    before = signal.signal(signal.SIGALRM, enough)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(Enough):
            while True:
                eval("r." + text)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_ids_out_of_range():
    r = h.Random()
    for call in (
        lambda: r.Random123(-1),
        lambda: r.Random123(0, 2**32),
        lambda: r.Random123_globalindex(2**32),
        lambda: r.MCellRan4(-1),
        lambda: r.seq(2**34),
        lambda: r.seq(-1),
        lambda: h.Random(1, 6),
        lambda: h.mcell_ran4_init(-1),
        lambda: h.use_mcell_ran4(2),
    ):
        with pytest.raises(IndexError):
            call()
    with pytest.raises(ValueError):
        r.seq(float("nan"))


def test_unseeded_ran4_streams_differ():
    a, b = h.Random(), h.Random()
    assert a.MCellRan4() != b.MCellRan4()


def test_mcell_ran4_counts_in_its_argument():
    place = h.ref(5)
    first = h.mcell_ran4(place)
    assert place[0] == 6
    assert h.mcell_ran4(h.ref(5)) == first
    with pytest.raises(TypeError):
        h.mcell_ran4(h.ref("text"))
    with pytest.raises(TypeError):
        h.mcell_ran4(5)


def test_vectors_of_random_numbers():
    v = h.Vector(6).fill(10)
    assert v.setrand(uniform(4), 1, 2) == v
    one, two = v[1], v[2]
    assert [v[0]] + list(v[3:]) == [10] * 4
    r = uniform(4)
    assert [one, two] == [r.repick(), r.repick()]
    v.addrand(uniform(4), 1, 1)
    assert v[1] == 2 * one
    with pytest.raises(IndexError):
        v.setrand(r, 3, 6)
    with pytest.raises(TypeError):
        v.setrand(h.Vector())


def test_names_that_are_gone():
    for name in ("ACG", "MLCG"):
        assert not hasattr(h.Random(), name)


def test_play_needs_the_time_step():
    with pytest.raises(NotImplementedError, match="time step"):
        h.Random().play(h.ref(0))
