"""Sections of 3-d points: L, diameters, areas, resistances of cones, steps, turns, single points."""

from _model import case, points, shape, with_points

SHAPES = {
    "cylinder": [(0, 0, 0, 2), (10, 0, 0, 2)],
    "cone": [(0, 0, 0, 1), (10, 0, 0, 3)],
    "to a point": [(0, 0, 0, 4), (20, 0, 0, 0)],
    "turns": [(0, 0, 0, 1), (4, 0, 0, 3), (4, 3, 0, 3), (10, 3, 0, 0.5)],
    "step": [(0, 0, 0, 2), (5, 0, 0, 2), (5, 0, 0, 4), (10, 0, 0, 4)],
    "step at a border": [(0, 0, 0, 2), (30, 0, 0, 2), (30, 0, 0, 4), (90, 0, 0, 4)],
    "in space": [(1, 2, 3, 1), (4, 6, 8, 2), (-5, 5, 5, 3), (-5, 5, 20, 1)],
    "ball": [(-10 + i, 0, 0, 2 * (100 - (i - 10) ** 2) ** 0.5 + 0.1) for i in range(21)],
    "repeated": [(0, 0, 0, 1), (0, 0, 0, 1), (10, 0, 0, 1), (10, 0, 0, 1)],
    "long": [(0.37 * i, (i * i % 17) * 0.1, 0.01 * i * i, 1 + (i % 5) * 0.3) for i in range(120)],
}
for name, values in SHAPES.items():
    for nseg in (1, 2, 3, 5, 10):
        sec = with_points("sec", values, nseg)
        case("%s, nseg %d" % (name, nseg), lambda: shape(sec))
    case("points of " + name, lambda: points(sec)[:10])
