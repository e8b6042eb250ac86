"""Range variables in hoc: constants, slopes, parts, for (x), what is set at 0 and 1, and errors."""

from _model import case, h, hoc, raises

hoc(
    "create cable, other\naccess cable\nL = 100\nnseg = 5\ndiam = 2\ninsert pas\nother { nseg = 4  insert hh }"
)


def g():
    return [[seg.x, seg.g_pas, seg.v, seg.diam, seg.cm] for seg in h.cable]


for text in (
    "g_pas = 0.002", "g_pas(0:1) = 0:1", "g_pas(0.2:0.8) = 1:2", "g_pas(0.5) = 7", "g_pas(0.5:0.5) = 3:4",
    "v(0:1) = -70:-60",
    "diam(0:1) = 1:3", "diam(0.3:0.7) = 4:5", "cm(0:0.5) = 1:2", "for (x) g_pas(x) = x*x",
    "for (x, 0) g_pas(x) = 1 + x",
    "g_pas(0) = 9", "g_pas(1) = 8", "v(0) = -50", "v(1) = -40", "for (x) v(x) = -65 + x", "v = -61",
    "diam = 2", "nseg = 3",
    "for (x) if (x > 0 && x < 1) g_pas(x) = x", "g_pas(0:1) = 5:5", "nseg = 10", "g_pas(0.11:0.39) = 0:28",
):  # fmt: skip

    def act():
        return [h("{%s}" % text), g()]

    case(text, act)
hoc("double xs[20], vs[20]\nproc visit() { n_ = 0  for (x) { xs[n_] = x  vs[n_] = v(x)  n_ += 1 } }")
hoc("proc visit0() { n_ = 0  for (x, 0) { xs[n_] = x  vs[n_] = v(x)  n_ += 1 } }")
case("for (x)", lambda: h.visit() and None or [h.n_, list(h.xs)[: int(h.n_)], list(h.vs)[: int(h.n_)]])
case("for (x, 0)", lambda: h.visit0() and None or [h.n_, list(h.xs)[: int(h.n_)], list(h.vs)[: int(h.n_)]])
case("without x", lambda: [h("x1 = g_pas"), h.x1, h("x2 = v"), h.x2, h("x3 = diam"), h.x3])
case("with x", lambda: [h("x1 = g_pas(0.3)"), h.x1, h("x2 = other.gnabar_hh(0.9)"), h.x2])
for text in (
    "x1 = g_pas(2)",
    "x1 = g_pas(-0.1)",
    "x1 = gnabar_hh(0.5)",
    "g_pas(0.8:0.2) = 1:2",
    "v(0:2) = 1:2",
):
    raises(text, lambda: h.execute("{%s}" % text))
case("after the errors", g)
