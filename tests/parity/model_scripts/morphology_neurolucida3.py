"""Neurolucida's files of version 3: outlines and stacks of them, trees, what is left out, odd but readable files.

Left out are outlines with points at one height (rectangles): the reference divides them by rounding errors. What it
cannot read (a parse error, a crash) is tested in tests/python.
"""

import math

from _model import case, h
from _morphology import DATA, cases, cases_of_texts, made_of, read

KIND = "Import3d_Neurolucida3"
QUAD = [(0, 0), (10, 1), (11, 6), (1, 7)]


def body(places=QUAD, z=0, dx=0, dy=0, scale=1, name="CellBody"):
    rows = ["(%g %g %g 1)\n" % (5 + dx + (x - 5) * scale, 3 + dy + (y - 3) * scale, z) for x, y in places]
    return '("%s" (Color Red)\n%s)\n' % (name, "".join(rows))


def dend(x, y, z, kind="Dendrite"):
    return "((%s)\n(%g %g %g 1)\n(%g %g %g 0.7))\n" % (kind, x, y, z, x + 20, y + 1, z)


def blob(n, a, b, turn, wobble, tilt=(0, 0), way=1, close=False):
    """An outline that is longest in some direction, in a plane that may be tilted."""
    rows = []
    for i in range(n):
        t = way * 2 * math.pi * i / n + 0.3
        r = 1 + wobble * math.sin(3 * t + 1)
        x, y = a * r * math.cos(t), b * r * math.sin(t)
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        rows.append("(%.3f %.3f %.3f 0.2)\n" % (x, y, tilt[0] * x + tilt[1] * y))
    return '("CellBody"\n%s)\n' % "".join(rows + rows[:1] * close)


def tree(middle="", end="", fork="", kind="(Dendrite)"):
    return "(%s\n(10 4 0 2)\n%s(20 4 0 1.5)\n(30 4 0 1)\n%s%s)\n" % (kind, middle, fork, end)


def fork(begin="", end=""):
    twigs = "(%s(40 4 0 1)(50 4 0 1)%s|%s(40 9 0 .5)(50 9 0 1)%s)\n"
    return twigs % (begin, end, begin, end)


DENDS = dend(10, 4, 0)
TEXTS = {
    "a blob": blob(20, 10, 6, 0.7, 0.1) + DENDS,
    "a blob, clockwise": blob(20, 10, 6, 0.7, 0.1, way=-1),
    "a blob upright": blob(9, 6, 10, 0.2, 0.05),
    "a blob to the left": blob(7, 10, 6, 2.2, 0.1),
    "a bean": blob(30, 10, 4, -0.4, 0.4),
    "a star": blob(31, 9, 6, 1.1, 0.8),
    "a tilted blob": blob(16, 10, 6, 0.7, 0.1, tilt=(0.3, -0.2)),
    "a steep blob": blob(16, 9, 7, 1.7, 0.2, tilt=(-0.9, 0.6)),
    "closed": blob(12, 10, 6, 0.7, 0.1, close=True),
    "closed at an end": blob(12, 10, 6, 0, 0, close=True),
    "a triangle": body([(0, 0), (10, 3), (8, 9)]),
    "points that repeat": body([(0, 0), (10, 0), (10, 0), (5, 5)]),
    "a quad": body(),
    "names": body(name="Soma") + body(name="Cell Body", dx=40) + body(name="cellbody", dx=80) + dend(4, 4, 0),
    "other outlines": body(name="Nucleus", scale=0.5) + body() + body(name="Outline", dx=99) + DENDS,
    "outlines of two points": body([(0, 0), (9, 1)]) + body() + body([(1, 1)], z=4) + DENDS,
    "two somata": body() + body(dx=50) + dend(55, 4, 0) + dend(4, 4, 0) + dend(30, 4, 0) + dend(34, 4, 0),
    "a stack": body() + body(z=2) + DENDS,
    "a stack of three": body(scale=0.5) + body(z=2) + body(z=4, scale=0.6) + DENDS,
    "a stack out of order": body(z=4, scale=0.5) + body() + body(z=2, scale=0.7) + DENDS,
    "a stack that leans": body() + body(z=1, dx=8) + body(z=2, dx=16) + dend(25, 3, 0) + dend(27.2, 3, 0),
    "a stack that touches": body() + body(z=1, dx=11),
    "no stack": body() + body(z=1, dx=11.2),
    "overlaps the first only": body(scale=2) + body(dx=8, z=1, scale=0.5) + body(dx=-4, z=2, scale=0.5),
    "a stack and one more": body() + body(dx=50) + body(dx=51, z=1) + body(z=1) + dend(56, 4, 0),
    "a stack at one place": body() + body(z=0) + DENDS,
    "a stack with trees between": body() + DENDS + body(z=2) + dend(3, 3, 2),
    "no soma": tree(fork=fork()) + dend(0, 4, 0, "Axon"),
    "trees first": DENDS + dend(50, 4, 0) + body(),
    "at the margin": body() + "".join(dend(x, 3, 0) for x in (11.4, 11.6, -0.4, -0.6)),
    "above and below": body() + dend(5, 7.4, 0) + dend(5, 7.6, 0) + dend(5, 3, 100) + dend(5, -9, -100),
    "far away": body() + "((Dendrite)(100 4 0 2)(110 4 0 2)" + fork() + ")",
    "a tree of one point": "((Dendrite)(100 4 0 2))",
    "one point at the soma": body() + "((Dendrite)(5 4 0 2))",
    "one point, then a fork": body() + "((Dendrite)(5 4 0 2)" + fork() + ")",
    "one point, no soma": "((Dendrite)(100 4 0 2)" + fork() + ")",
    "twigs of one point": "((Dendrite)(0 0 0 2)(9 0 0 2)((20 4 0 1)|(20 9 0 1)))",
    "three twigs": "((Dendrite)(0 0 0 2)(9 0 0 2)((20 4 0 1)(25 4 0 1)|(20 9 0 1)(29 9 0 1)|(20 0 0 1)))",
    "a fork with one twig": "((Dendrite)(0 0 0 2)(9 0 0 2)((20 4 0 1)(25 4 0 1)))",
    "forks in forks": "((Axon)(0 0 0 2)((1 4 0 1)((2 4 0 1)(3 3 0 1)|(2 9 0 1)((5 5 5 1)|(6 6 6 1)))|(1 9 0 1)))",
    "a point of length 0": "((Axon)(0 0 0 2)(9 0 0 2)((9 0 0 1)(9 0 0 1)|(9 0 0 1)((9 3 0 1)|(9 4 0 1))))",
    "types": "".join(dend(i, 0, 0, kind) for i, kind in enumerate(("Axon", "Apical", "Dendrite"))),
    "other types": "".join(
        dend(i, 0, 0, kind) for i, kind in enumerate(("CellBody", "Basal", "dendrite", "X 1"))
    ),
    "the last property counts": tree(kind="(Color Red)(Dendrite)(Axon)") + tree(kind="(Apical)(Color Blue)"),
    "no type": tree(kind=""),
    "colours": tree(kind="(Color RGB (255, 128, 0))(Axon)") + tree(kind='(Set "x")(Apical Dendrite)'),
    "spines": tree("<(15 4 0 .3)>", '<(Class 2 "thin")(Color Red)(Generated 0)(15 4 0 .3)>'),
    "markers": tree("", '(Dot (Color Red)(Name "m")(12 5 0 1))(Cross (1 2 3 4)(2 3 4 5))'),
    "at the end of twigs": tree(fork=fork(end="(Circle (1 1 1 1)) Normal")),
    "words": tree(end="Incomplete") + tree(end="High") + tree(fork=fork(end=" Generated ")),
    "properties of twigs": tree(fork=fork(begin="(Color Red)")),
    "names of points": tree("(15 4 0 1 S1)\n"),
    "numbers missing": tree("(15 4 7)(16 4)\n"),
    "forms of numbers": tree("(+15, 4., -.5, 1.E0)\n(1.5e1 -4e-1 +0 .25)\n"),
    "comments": "; a (b\n" + tree("; (1 2 3 4)\n", "; )\n") + "; end",
    "ends of lines": tree(fork=fork()).replace("\n", "\r\n"),
    "other objects": '(ImageCoords Filename\n "C:\\a b.tif"\n Merge 65535\n)\n(Sections S "0")\n'
    + DENDS
    + "(X 3)",
    "what follows": DENDS + ") 3\n",
    "all of it in a line": (body() + tree(fork=fork())).replace("\n", " "),
}


def changed():
    """What a script changes in the reader's sections holds."""
    reader = read(KIND, DATA / "cell.asc")
    for one in reader.sections:
        if one.type == 4:
            one.type = 3
        if not one.iscontour_:
            one.d.mul(2)
    return made_of(reader)


def attributes():
    reader = read(KIND, DATA / "cell.asc")
    vectors = [list(getattr(reader, name)) for name in ("type", "x", "y", "z", "d")]
    return [reader.filetype, reader.err, reader.sections.count(), reader.spines.count(), vectors]


for each in ("cell.asc", "stack.asc"):
    cases(KIND, each, DATA / each)
cases_of_texts(KIND, TEXTS)
case("changed", changed)
case("attributes", attributes)
case("new", lambda: [h.Import3d_Neurolucida3().filetype, h.Import3d_Neurolucida3().err])
