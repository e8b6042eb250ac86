"""Editing 3-d points: add, change, insert, remove, clear, styles; L and diam set when there are points."""

from _model import case, h, points, raises, section, shape, show, with_points

LINE = [(0, 0, 0, 1), (10, 0, 0, 2), (20, 0, 0, 3), (30, 10, 0, 2)]


def edited(act):
    sec = with_points("sec", LINE, 3)
    shape(sec)
    answer = act(sec)
    return [answer, points(sec), shape(sec)]


for name, act in {
    "as it is": lambda sec: sec.n3d(),
    "change": lambda sec: sec.pt3dchange(1, 10, 5, 0, 4),
    "change diam": lambda sec: sec.pt3dchange(2, 9),
    "insert": lambda sec: sec.pt3dinsert(1, 5, 5, 5, 1.5),
    "insert first": lambda sec: sec.pt3dinsert(0, -5, 0, 0, 1.5),
    "insert last": lambda sec: sec.pt3dinsert(4, 40, 0, 0, 1.5),
    "remove": lambda sec: sec.pt3dremove(1),
    "clear": lambda sec: sec.pt3dclear(),
    "clear with room": lambda sec: sec.pt3dclear(50),
    "set L": lambda sec: setattr(sec, "L", 100),
    "set diam": lambda sec: setattr(sec, "diam", 5),
    "set diam of one": lambda sec: setattr(sec(0.5), "diam", 5),
    "nseg": lambda sec: setattr(sec, "nseg", 7),
    "style": lambda sec: sec.pt3dstyle(),
    "float32": lambda sec: sec.pt3dadd(0.1, 1 / 3, 1e-9, 0.7),
    "many": lambda sec: [sec.pt3dadd(i, i * i, 0, 1) for i in range(31, 60)] and None,
}.items():
    case(name, lambda: edited(act))
sec = with_points("sec", LINE)
for name, act in {
    "x3d(-1)": lambda: sec.x3d(-1),
    "x3d(4)": lambda: sec.x3d(4),
    "remove 9": lambda: sec.pt3dremove(9),
    "change 9": lambda: sec.pt3dchange(9, 1),
    "two numbers": lambda: sec.pt3dadd(1, 2),
}.items():
    raises(name, act)
show("by h", [h.n3d(sec=sec), h.x3d(1, sec=sec), h.diam3d(2, sec=sec), h.arc3d(3, sec=sec)])
h.pt3dadd(50, 10, 0, 1, sec=sec)
show("added by h", points(sec))
base = section("base", 10, 10)
sec.connect(base(1))
sec.pt3dclear()
h.pt3dstyle(1, 5, 0, 0, sec=sec)
sec.pt3dadd(10, 5, 0, 1)
sec.pt3dadd(20, 5, 0, 1)
case("with its own first place", lambda: [h.pt3dstyle(sec=sec), points(sec), shape(sec)])
