"""Files of morphologies: reading cells of 3000 sections and making the sections [ms]."""

import os
import statistics
import tempfile
import time

from _timing import emit

from neuron import h

h.load_file("stdrun.hoc")
h.load_file("import3d.hoc")
OUTLINE = '("CellBody"\n(0 0 0 1)\n(10 1 0 1)\n(11 6 0 1)\n(1 7 0 1)\n)\n'


class Cell(object):
    pass


def asc(depth, x, y):
    points = "".join("(%.2f %.2f %.2f 1.5)\n" % (x, y + k, 0.1 * k) for k in range(10))
    if depth == 0:
        return points + "Normal\n"
    return points + "(%s|\n%s)\n" % (asc(depth - 1, x - 1, y + 10), asc(depth - 1, x + 1, y + 10))


def swc(sections, points=10):
    rows, ends = ["1 1 0 0 0 5 -1", "2 1 0 10 0 5 1"], [2]
    while len(rows) < sections * points:
        parent = ends.pop(0)
        for side in (-1, 1):
            last = parent
            for k in range(points):
                rows.append("%d 3 %d %d 0 1 %d" % (len(rows) + 1, side * k, len(rows), last))
                last = len(rows)
            ends.append(last)
    return "\n".join(rows) + "\n"


def load(kind, path):
    """ms to read the file and to make its sections."""
    reader = getattr(h, kind)()
    reader.quiet = 1
    begin = time.process_time()
    reader.input(path)
    cell = Cell()
    h.Import3d_GUI(reader, 0).instantiate(cell)
    spent = time.process_time() - begin
    assert len(cell.all) > 3000
    return spent * 1e3


figures = {}
with tempfile.TemporaryDirectory() as folder:
    trees = "".join("((Dendrite)\n%s)\n" % asc(9, 5 * i, 3) for i in range(3))
    for kind, text in (("Neurolucida3", OUTLINE + trees), ("SWC_read", swc(3010))):
        path = os.path.join(folder, kind)
        with open(path, "w") as stream:
            stream.write(text)
        figures["%s, 3000 sections" % kind] = statistics.median(
            load("Import3d_" + kind, path) for _ in range(5)
        )
emit("morphology", "ms", figures)
