"""Helpers of the morphology scripts: what a reader finds in a text or a file, and the sections made of it."""

import os
import pathlib
import tempfile

from _model import case, points

from neuron import h

DATA = pathlib.Path(__file__).resolve().parents[2] / "python" / "data" / "morphology"

h.load_file("stdrun.hoc")
h.load_file("import3d.hoc")


class Cell(object):
    def __repr__(self):
        return "Cell"


def read(kind, path):
    reader = getattr(h, kind)()
    if hasattr(reader, "quiet"):
        reader.quiet = 1
    reader.input(str(path))
    return reader


def branches(reader):
    rows = []
    for one in reader.sections:
        parent = -1 if one.parentsec is None else reader.sections.index(one.parentsec)
        nodes = [[one.raw.getval(axis, k) for axis in range(3)] + [one.d[k]] for k in range(len(one.d))]
        more = 0 if one.contour_list is None else one.contour_list.count()
        rows.append(
            [one.type, parent, one.parentx, one.first, one.id, one.iscontour_, one.is_subsidiary, more, nodes]
        )
    return [reader.err, rows]


def sections():
    return [
        [sec.name(), str(sec.parentseg()), sec.orientation(), sec.nseg, sec.L, sec.diam, points(sec)]
        for sec in h.allsec()
    ]


def made_of(reader):
    cell = Cell()
    h.Import3d_GUI(reader, 0).instantiate(cell)
    found = [sections(), list(vars(cell)), [sec.name() for sec in cell.all]]
    for sec in list(h.allsec()):
        h.delete_section(sec=sec)
    return found


def cases(kind, name, path):
    case("branches of " + name, lambda: branches(read(kind, path)))
    case("sections of " + name, lambda: made_of(read(kind, path)))


def cases_of_texts(kind, texts):
    """The cases of {name: text}."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = os.path.join(folder, "morphology")
            with open(path, "wb") as stream:
                stream.write(text.encode("ascii"))
            cases(kind, name, path)
