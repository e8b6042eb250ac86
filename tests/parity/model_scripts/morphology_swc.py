"""SWC files and the sections that Import3d makes of them, from plain cells to files that hardly hold together.

Balls of a single point have places where their ends are whole numbers: elsewhere the reference rounds them otherwise.
"""

import os
import tempfile

from _model import case, h, points, text_of

h.load_file("stdrun.hoc")
h.load_file("import3d.hoc")

SOMA = "1 1 0 0 0 5 -1\n2 1 0 10 0 5 1\n"
FILES = {
    "plain": "# c\n1 1 0 0 0 5 -1\n2 1 0 5 0 5 1\n3 1 0 10 0 4 2\n4 3 0 15 0 1 3\n5 3 0 25 0 .8 4\n"
    "6 3 5 30 0 .5 5\n7 3 -5 30 0 .5 5\n8 2 0 -10 0 .4 1\n9 2 0 -20 0 .3 8\n",
    "one point soma": "1 1 1 2 3 5 -1\n2 3 1 10 3 1 1\n3 3 1 20 3 1 2\n4 4 1 -10 3 1 1\n5 4 1 -20 3 .5 4\n",
    "only a ball": "1 1 1 2 3 5 -1\n",
    "two point soma": SOMA + "3 3 0 20 0 1 2\n4 3 0 30 0 1 3\n5 3 0 -10 0 1 1\n6 3 0 -20 0 1 5\n",
    "three point soma": "1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1\n4 3 10 0 0 1 1\n5 3 20 0 0 1 4\n"
    "6 2 0 -10 0 .5 1\n7 2 0 -20 0 .5 6\n",
    "three points, no ball": "1 1 0 0 0 5 -1\n2 1 0 -7 0 4 1\n3 1 0 9 3 3 1\n4 3 10 0 0 1 1\n5 3 20 0 0 1 4\n",
    "three points, used": "1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1\n4 3 10 0 0 1 2\n5 3 20 0 0 1 4\n"
    "6 2 0 -10 0 .5 3\n7 2 0 -20 0 .5 6\n",
    "within the soma": "1 1 0 0 0 5 -1\n2 1 0 5 0 6 1\n3 1 0 10 0 4 2\n4 1 0 15 0 4 3\n5 3 10 5 0 1 2\n"
    "6 3 20 5 0 1 5\n7 3 0 25 0 1 4\n8 3 0 -5 0 1 1\n9 3 0 -15 0 1 8\n",
    "soma that branches": "1 1 0 0 0 5 -1\n2 1 0 5 0 5 1\n3 1 0 10 0 5 2\n4 1 5 5 0 5 2\n5 3 0 20 0 1 2\n"
    "6 3 0 30 0 1 5\n7 3 15 5 0 1 2\n8 3 25 5 9 1 5\n",
    "branches at the foot": SOMA
    + "3 3 0 20 0 1 2\n4 3 5 30 0 1 3\n5 3 -5 30 0 1 3\n6 3 5 40 0 1 4\n7 3 -5 40 0 1 5\n",
    "types change": SOMA
    + "3 3 0 20 0 1 2\n4 3 0 30 0 1 3\n5 4 0 40 0 2 4\n6 4 0 50 0 2 5\n7 2 0 60 0 1.5 6\n8 2 0 70 0 1.5 7\n",
    "types at a branch": SOMA
    + "3 3 0 20 0 1 2\n4 3 9 20 0 1 3\n5 4 0 30 0 1 3\n6 4 9 30 0 1 5\n7 3 1 1 1 1 3\n8 3 1 1 2 1 7\n",
    "unknown types": SOMA
    + "3 0 0 20 0 1 2\n4 0 0 30 0 1 3\n5 5 0 -20 0 1 1\n6 5 0 -30 0 1 5\n7 12 10 0 0 1 1\n8 12 20 0 9 1 7\n",
    "forest": SOMA
    + "3 3 0 20 0 1 2\n4 3 0 30 0 1 3\n5 1 99 0 0 5 -1\n6 1 99 10 0 5 5\n7 3 99 20 0 1 6\n8 3 99 0 0 5 -1\n"
    "9 3 99 10 0 5 8\n10 3 99 20 0 1 9\n",
    "no soma": "1 3 0 0 0 1 -1\n2 3 0 10 0 1 1\n3 3 0 20 5 1 2\n4 3 0 20 -5 1 2\n5 4 0 -10 0 1 1\n"
    "6 4 0 -20 0 1 5\n",
    "missing ids": "10 1 0 0 0 5 -1\n15 1 0 10 0 5 10\n17 3 0 20 0 1 15\n20 3 0 30 0 1 17\n"
    "22 3 5 40 0 1 20\n30 3 -5 40 0 1 20\n",
    "crlf": "# c\r\n1 1 0 0 0 5 -1\r\n2 1 0 5 0 5 1\r\n3 3 0 15 0 1 2\r\n4 3 0 25 0 1 3\r\n",
    "comments": "# a\n\n  # indented\n  1 1 0 0 0 5 -1  # trailing\n\t2 1 0 5 0 5 1\n# mid\n"
    "3 3 0 15 0 1 2 extra 7\n"
    "what is this\n4 3 0 25 0 1e0 3\n",
    "commas": "1,1,0,0,0,5,-1\n2,1,0,5,0,5,1\n4 3 0 25 0 1 3\n",
    "soma in a dendrite": "1 3 0 0 0 1 -1\n2 3 0 10 0 1 1\n3 1 0 20 0 5 2\n4 1 0 30 0 5 3\n"
    "5 3 0 40 0 1 4\n6 3 0 50 0 1 5\n",
    "points that vanish": SOMA
    + "3 3 0 15 0 1 2\n4 3 0 20 0 1 3\n5 3 0 20 0 1 4\n6 3 0 20 5 1 4\n7 3 0 30 0 1 5\n8 3 9 30 0 1 5\n",
    "a branch of one point": "1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1\n4 3 9 0 0 1 1\n"
    "5 4 10 0 0 1 4\n6 4 20 9 0 1 5\n7 1 0 7 0 5 3\n",
    "two roots, then more soma": "0 1 -5 8 3 4 -1\n1 1 10 19 0 5 -1\n"
    "2 1 -6 16 -3 4 0\n3 4 3 17 -2 5 2\n4 4 12 -7 1 5 2\n",
    "types within a branch": SOMA
    + "3 3 0 20 0 .3 2\n4 2 0 30 0 1 3\n5 1 0 40 0 5 4\n6 3 9 50 0 1 3\n7 5 9 60 0 1 5\n",
    "single precision": SOMA + "3 3 .1 .2 .3 .15 2\n4 3 .45 20.33 .65 .25 3\n",
}


class Cell(object):
    def __repr__(self):
        return "Cell"


def read(name):
    path = os.path.join(folder, name.replace(" ", "_") + ".swc")
    with open(path, "wb") as stream:
        stream.write(FILES[name].encode("ascii"))
    reader = h.Import3d_SWC_read()
    reader.quiet = 1
    reader.input(path)
    return reader


def branches(reader):
    rows = []
    for i in range(int(reader.sections.count())):
        one = reader.sections.o(i)
        parent = -1 if one.parentsec is None else reader.sections.index(one.parentsec)
        nodes = [[one.raw.getval(axis, k) for axis in range(3)] + [one.d[k]] for k in range(len(one.d))]
        rows.append([one.type, parent, one.parentx, one.first, one.id, one.pid, nodes])
    return [reader.err, list(reader.point2sec), rows]


def sections():
    return [
        [
            sec.name(),
            str(sec.parentseg()),
            sec.orientation(),
            sec.nseg,
            sec.L,
            sec.diam,
            sec(0.5).ri(),
            points(sec),
            [child.name() for child in sec.children()],
        ]
        for sec in h.allsec()
    ]


def clear():
    for sec in list(h.allsec()):
        h.delete_section(sec=sec)


def in_python(name):
    cell = Cell()
    h.Import3d_GUI(read(name), 0).instantiate(cell)
    found = [sections(), list(vars(cell)), [sec.name() for sec in cell.all]]
    clear()
    return found


def at_the_top(name):
    h.Import3d_GUI(read(name), 0).instantiate(None)
    found = sections()
    clear()
    return found


def in_a_template():
    h(
        """
begintemplate SwcCell
public soma, dend, axon, apic, all, somatic, basal, apical, axonal
create soma[1], dend[1], axon[1], apic[1]
objref all, somatic, basal, apical, axonal
proc init() {
    all = new SectionList()
    somatic = new SectionList()
    basal = new SectionList()
    apical = new SectionList()
    axonal = new SectionList()
}
endtemplate SwcCell
"""
    )
    rows = []
    for name in ("plain", "types change", "one point soma"):
        cell = h.SwcCell()
        h.Import3d_GUI(read(name), 0).instantiate(cell)
        lists = [
            [sec.name() for sec in getattr(cell, each)]
            for each in ("all", "somatic", "basal", "apical", "axonal")
        ]
        rows.append([sections(), lists])
        cell = None
        clear()
    return rows


def changed():
    """What a script changes in the reader's sections holds."""
    reader = read("plain")
    for one in reader.sections:
        if one.type == 2:
            one.type = 3
        one.d.mul(2)
    h.Import3d_GUI(reader, 0).instantiate(None)
    found = sections()
    clear()
    return found


with tempfile.TemporaryDirectory() as folder:
    for each in FILES:
        case("branches of " + each, lambda: branches(read(each)))
        case("sections of " + each, lambda: in_python(each))
    for each in ("plain", "three point soma", "forest"):
        case("at the top: " + each, lambda: at_the_top(each))
    case("in a template", in_a_template)
    case("changed", changed)
    case("lines", lambda: text_of(lambda: read("commas")).replace(folder, ""))
    case("header", lambda: [each.s for each in read("comments").header])
