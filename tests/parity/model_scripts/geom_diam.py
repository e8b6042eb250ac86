"""Diameters from points against diameters by hand, diam_changed; area and ri after each."""

from _model import case, h, points, section, shape, traced, with_points

sec = with_points("sec", [(0, 0, 0, 1), (50, 0, 0, 4), (100, 0, 0, 2)], 5)
sec.insert("pas")
case("from points", lambda: shape(sec))
sec(0.5).diam = 7
case("one by hand", lambda: shape(sec))
case("its points", lambda: points(sec))
sec.diam = 3
case("all by hand", lambda: shape(sec))
sec.pt3dchange(0, 2)
case("a point changed", lambda: [h.diam_changed, shape(sec)])
sec.nseg = 3
case("nseg changed", lambda: shape(sec))
sec.Ra = 70
case("v", lambda: traced({"v": sec(0.1)._ref_v}, tstop=1)["v"])
plain = section("plain", 100, 2, 3)
plain(0.5).diam = 3
case("without points", lambda: [shape(plain), plain.n3d()])
h.diam_changed = 1
case("diam_changed set", lambda: [h.diam_changed, plain(0.5).area(), h.diam_changed])
