"""distance in all its forms, on a tree with reversed sections and branches at 0, middle and 1."""

from _model import case, h, raises, section

a = section("a", 100, 1, 3)
b, c, d, e = section("b", 50, 1, 3), section("c", 20, 1, 1), section("d", 30, 1, 5), section("e", 70, 1, 4)
alone = section("alone", 10, 1, 1)
b.connect(a(0.5))
c.connect(a(0), 0)
d.connect(a(1), 1)
e.connect(d(0), 0)
ALL = (a, b, c, d, e)


def to_all():
    return {sec.name(): [h.distance(seg) for seg in sec.allseg()] for sec in ALL}


case("origin a(0)", lambda: h.distance(0, a(0)) is not None and to_all())
case("origin a(0.5)", lambda: h.distance(0, 0.5, sec=a) is not None and to_all())
case("origin b", lambda: h.distance(sec=b) is not None and to_all())
case("origin d(1)", lambda: h.distance(0, d(1)) is not None and to_all())
case("origin e(0.3)", lambda: h.distance(0, e(0.3)) is not None and to_all())
case("by x and sec", lambda: [h.distance(x, sec=b) for x in (0, 0.1, 0.2, 0.34, 0.5, 1)])
case(
    "two segments",
    lambda: [h.distance(p(x), q(y)) for p in ALL for q in ALL for x, y in ((0, 1), (0.5, 0.1))],
)
case("unconnected", lambda: [h.distance(a(0.5), alone(0.5)), h.distance(alone(0.5))])
a.nseg = 5
a.L = 200
case("changed origin section", lambda: h.distance(0, a(0.3)) is not None and to_all())
b.connect(c(1))
case("reconnected", lambda: to_all())
raises("beyond", lambda: h.distance(1.5, sec=a))
raises("no section", lambda: h.distance(a, b))
