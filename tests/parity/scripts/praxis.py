"""fit_praxis and what goes with it."""

from _case import case, raises

from neuron import h


def rosenbrock(v):
    return 100 * (v[1] - v[0] ** 2) ** 2 + (1 - v[0]) ** 2


def bowl(v):
    return (v[0] - 1) ** 2 + 2 * (v[1] + 2) ** 2 + 3


def quartic(v):
    return (
        sum((i + 1) * (x - i) ** 2 for i, x in enumerate(v)) + 0.5 * v[0] * v[1] + 0.1 * sum(x**4 for x in v)
    )


def beale(v):
    x, y = v
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y * y) ** 2 + (2.625 - x + x * y**3) ** 2


def one(v):
    return (v[0] - 2) ** 2


case(
    "attr",
    lambda: [
        h.attr_praxis(1e-5, 0.5, 0),
        h.attr_praxis(7),
        h.attr_praxis(),
        h.attr_praxis(0),
        h.attr_praxis(),
    ],
)


def fit(function, *start):
    """The minimum and its place, rounded to what the method promises."""
    h.attr_praxis(0)
    v = h.Vector(start)
    minimum = h.fit_praxis(function, v)
    return [round(minimum, 9) + 0.0] + [round(x, 4) + 0.0 for x in v]


case("rosenbrock", lambda: fit(rosenbrock, -1.2, 1))
case("bowl", lambda: fit(bowl, 3, 4))
case("quartic", lambda: fit(quartic, 1, 2, 3, 4))
case("beale", lambda: fit(beale, 1, 1))
case("one variable", lambda: fit(one, 10))


def first_steps(function, start, tolerance, step):
    """Before the first principal axes and random steps every evaluation is the same."""
    h.attr_praxis(tolerance, step, 0)
    seen = []

    def traced(v):
        seen.append(list(v))
        return function(v)

    h.fit_praxis(traced, h.Vector(start))
    h.attr_praxis(1e-5, 0.5, 0)
    return seen[:15]


case("first steps", lambda: first_steps(rosenbrock, [-1.2, 1], 1e-5, 0.5))
case("first steps large", lambda: first_steps(rosenbrock, [-1.2, 1], 1e-8, 1))
case("first steps quartic", lambda: first_steps(quartic, [1, 2, 3, 4], 1e-3, 2))


def stopped_before(*n):
    h.stop_praxis(*n)
    v = h.Vector([-1.2, 1])
    return [h.fit_praxis(rosenbrock, v), list(v)]


case("stop before", lambda: stopped_before())


def stopped_inside():
    count = []

    def function(v):
        count.append(1)
        if len(count) > 11:
            h.stop_praxis()
        return rosenbrock(v)

    v = h.Vector([-1.2, 1])
    return [h.fit_praxis(function, v), list(v), len(count)]


case("stop inside", stopped_inside)


raises("pval range", lambda: h.pval_praxis(2))
raises("no arguments", lambda: h.fit_praxis())
raises("no parameters", lambda: h.fit_praxis(bowl))
raises("a number for parameters", lambda: h.fit_praxis(bowl, 3))
raises("unknown function", lambda: h.fit_praxis(2, "qq", h.Vector([1, 2])))
