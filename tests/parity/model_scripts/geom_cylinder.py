"""Sections without 3-d points: L, diam, area, ri, volume, and the ends; tapering by segment diameters."""

from _model import case, h, raises, section, shape, show

default = h.Section(name="default")
show(
    "default",
    [default.L, default.diam, default.nseg, default.Ra, default.cm, default.rallbranch, default(0.5).v],
)
show("default shape", shape(default))
for L, diam, nseg in ((100, 2, 1), (100, 2, 2), (33.3, 0.7, 5), (1e-3, 1e-3, 3), (1e4, 50, 4), (1, 1, 101)):
    sec = section("sec", L, diam, nseg)
    case(
        "L %g diam %g nseg %d" % (L, diam, nseg),
        lambda: shape(sec) if nseg < 50 else shape(sec)["segments"][::20],
    )
taper = section("taper", 120, 1, 6)
for i, seg in enumerate(taper):
    seg.diam = 3 - 0.4 * i
case("taper", lambda: shape(taper))
taper.nseg = 3
case("taper with fewer", lambda: shape(taper))
taper(0.9).diam = 5
taper.L = 200
case("longer", lambda: shape(taper))
taper.diam = 1.5
case("equal again", lambda: shape(taper))
taper.Ra = 200
case("Ra", lambda: shape(taper))
case(
    "h.area and h.ri",
    lambda: [[h.area(x, sec=taper), h.ri(x, sec=taper)] for x in (0, 0.1, 0.3, 0.5, 0.99, 1)],
)
for name in ("L", "Ra"):
    for value in (0, -1):
        raises("%s %d" % (name, value), lambda: setattr(taper, name, value))
case("after the refusals", lambda: [taper.L, taper.diam, taper.Ra])
