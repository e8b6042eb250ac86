"""define_shape: points for sections without, of trees, with orientation, and next to sections that have points.

Points are 4-byte numbers of sines and cosines: compared to 1e-4 um.
"""

from _model import case, h, section, shape, with_points
from _model import points as exact_points


def points(sec):
    return [[round(number, 4) + 0.0 for number in point] for point in exact_points(sec)]


soma = section("soma", 20, 20, 1)
dends = [section("dend%d" % i, 50 + 10 * i, 2, 1 + 2 * i) for i in range(3)]
for i, dend in enumerate(dends):
    dend.connect(soma((0, 0.5, 1)[i]))
twigs = [section("twig%d" % i, 30, 1, 2) for i in range(4)]
for i, twig in enumerate(twigs):
    twig.connect(dends[i % 2](1))
back = section("back", 40, 1, 3)
back.connect(dends[2](1), 1)
alone = section("alone", 60, 3, 2)
case("before", lambda: [sec.n3d() for sec in h.allsec()])
before = [shape(sec) for sec in h.allsec()]
h.define_shape()
for sec in h.allsec():
    case("points of " + sec.name(), lambda: points(sec))
case(
    "shapes stay nearly", lambda: max(abs(a["L"] - shape(s)["L"]) for a, s in zip(before, h.allsec())) < 1e-4
)
case("shapes", lambda: [shape(sec) for sec in (soma, dends[2], back)])
mixed = with_points("mixed", [(0, 0, 0, 2), (0, 30, 0, 2), (0, 30, 40, 1)], 2)
child = section("child", 25, 1, 1)
child.connect(mixed(1))
other = section("other", 25, 1, 1)
other.connect(mixed(0.5))
h.define_shape()
case("child of points", lambda: [points(sec) for sec in (mixed, child, other)])
dends[0].nseg = 5
dends[0].L = 80
case("changed after", lambda: [points(dends[0]), shape(dends[0])])
case("again", lambda: h.define_shape() and points(dends[0]))
