"""Random: the numbers of every distribution, of each kind of generator."""

from _case import case, raises

from neuron import h

DISTRIBUTIONS = [
    ("uniform", 0, 1),
    ("uniform", -3.3, 7.7),
    ("uniform", 5, 2),
    ("discunif", 0, 10),
    ("discunif", 10, 2),
    ("discunif", -5.7, 3.2),
    ("discunif", 0, 1e10),
    ("normal", 0, 1),
    ("normal", 3.3, 2.2),
    ("normal", 1, 0),
    ("lognormal", 1.5, 0.3),
    ("lognormal", 10, 200),
    ("lognormal", -2, 3),
    ("negexp", 1),
    ("negexp", 3.7),
    ("negexp", -1),
    ("poisson", 0.3),
    ("poisson", 12.5),
    ("poisson", 700),
    ("binomial", 10, 0.3),
    ("binomial", 7.9, 0.9),
    ("binomial", 0, 0.5),
    ("erlang", 2, 1),
    ("erlang", 5, 0.7),
    ("erlang", 1, 10),
    ("erlang", 20, 1),
    ("geometric", 0.5),
    ("geometric", 0.9),
    ("geometric", 0),
    ("hypergeo", 1, 2),
    ("hypergeo", 3, 10),
    ("hypergeo", 1, 1),
    ("weibull", 2, 3),
    ("weibull", 0.7, 1.3),
    ("weibull", 1, 0),
]


def by_seed(*args):
    return h.Random(*args)


def random123(*args):
    r = h.Random()
    r.Random123(*args)
    return r


def ran4(*args):
    r = h.Random()
    r.MCellRan4(*args)
    return r


def far(*args):
    r = random123(*args)
    r.seq(2**34 - 40)
    return r


GENERATORS = [
    ("Random", by_seed, ()),
    ("Random", by_seed, (12345,)),
    ("Random", by_seed, (3, 98)),
    ("Random", by_seed, (-1,)),
    ("Random123", random123, (1, 2, 3)),
    ("Random123", random123, (4294967295, 1)),
    ("Random123 near its end", far, (5, 6, 7)),
    ("MCellRan4", ran4, (1,)),
    ("MCellRan4", ran4, (77, 5)),
    ("MCellRan4", ran4, (4294967290, 1)),
]


def picks(make, args, name, parameters):
    """The first numbers, and what stands for all of the first 1000: their sum, and the place in the stream."""
    r = make(*args)
    found = [getattr(r, name)(*parameters)] + [r.repick() for i in range(999)]
    return found[:12] + [sum(found), r.seq()]


for name, *parameters in DISTRIBUTIONS:
    for generator, make, args in GENERATORS:
        title = "%s %s of %s %s" % (name, parameters, generator, args)
        case(title, lambda: picks(make, args, name, parameters))


# changes on the way
def mixture(r):
    out = []
    for _ in range(20):
        out += [
            r.normal(1, 2),
            r.repick(),
            r.uniform(0, 1),
            r.lognormal(1, 2),
            r.repick(),
            r.repick(),
            r.seq(),
        ]
    return out


case("mixture Random123", lambda: mixture(random123(3, 1, 4)))
case("mixture MCellRan4", lambda: mixture(ran4(3, 1)))
case("default distribution", lambda: [h.Random().repick(), h.Random(5).repick()])


def other_generator():
    r = random123(1, 2, 3)
    out = [r.normal(0, 1)]
    r.Random123(9, 9, 9)
    out += [r.repick(), r.repick()]
    r.MCellRan4(8)
    return out + [r.repick(), r.repick(), r.repick()]


case("other generator keeps the distribution", other_generator)


def places():
    r = random123(1, 2, 3)
    r.uniform(0, 1)
    out = []
    for place in (0, 5, 4, 1.7, 2**32, 2**33 + 1, 2**34 - 1):
        out += [r.seq(place), r.seq(), r.repick(), r.seq()]
    return out


case("seq Random123", places)


def places_ran4():
    r = ran4(4)
    out = [r.seq(), r.uniform(0, 1)]
    for place in (10, 0, 2**32 - 1, 2**33 + 5, -3, 1.7):
        out += [r.seq(place), r.seq(), r.repick(), r.seq()]
    return out


case("seq MCellRan4", places_ran4)


def global_index():
    r = random123(1, 2, 3)
    out = [r.uniform(0, 1), r.Random123_globalindex()]
    for i in range(30):
        r.Random123_globalindex(i % 5)
        if i % 7 == 3:
            r.seq(i)
        out.append(r.repick())
    out.append(random123(1, 2, 3).repick())
    r.Random123_globalindex(0)
    return out


case("global index", global_index)
case("results of generators", lambda: [h.Random().Random123(1, 2), h.Random().MCellRan4(7)])


# the stream of mcell_ran4
def stream(low):
    before = h.mcell_ran4_init(low)
    place = h.ref(0)
    out = [h.mcell_ran4(place) for i in range(20)] + [place[0], h.mcell_ran4_init()]
    h.mcell_ran4_init(before)
    return out


case("mcell_ran4", lambda: stream(0))
case("mcell_ran4 low", lambda: stream(12345))


def odd_places():
    out = []
    for start in (1.7, -1, 2**32 + 5, 2**32 - 1):
        place = h.ref(start)
        out += [h.mcell_ran4(place), place[0]]
    return out


case("mcell_ran4 odd places", odd_places)
case(
    "use_mcell_ran4",
    lambda: [h.use_mcell_ran4(), h.use_mcell_ran4(1), h.use_mcell_ran4(0), h.use_mcell_ran4()],
)
raises("use_mcell_ran4 range", lambda: h.use_mcell_ran4(3))
raises("mcell_ran4_init range", lambda: h.mcell_ran4_init(-1))
raises("mcell_ran4 number", lambda: h.mcell_ran4(1))


# Vectors
def filled():
    v = h.Vector(12)
    r = h.Random(4)
    r.normal(0, 1)
    return list(v.setrand(r)) + list(v.setrand(r, 2, 5)) + list(v.addrand(r)) + list(v.addrand(r, 3, 10))


case("setrand addrand", filled)
raises("setrand one index", lambda: h.Vector(5).setrand(h.Random(), 3))
raises("setrand range", lambda: h.Vector(5).setrand(h.Random(), 3, 9))
raises("addrand reversed range", lambda: h.Vector(5).addrand(h.Random(), 3, 1))
raises("setrand other class", lambda: h.Vector(5).setrand(h.Vector()))

# refused
for text in (
    "uniform()",
    "uniform(1)",
    "normal(1)",
    "poisson()",
    "play()",
    "seq('a')",
    "seq(-1)",
    "seq(2**34)",
    "Random123(-1)",
    "Random123(2**32)",
    "Random123('a')",
    "Random123_globalindex(-1)",
    "MCellRan4(-1)",
    "MCellRan4(2**32)",
    "binomial(-3, 0.5)",
    "binomial(5, 2)",
    "geometric(-1)",
    "geometric(2)",
    "ACG()",
    "MLCG()",
):
    raises(text, lambda: eval("h.Random()." + text))
raises("size", lambda: h.Random(5, 6))
raises("size large", lambda: h.Random(5, 99))
raises("text seed", lambda: h.Random("a"))
