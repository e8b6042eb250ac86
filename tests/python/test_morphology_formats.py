"""Morphologies of other formats than SWC: cells of each, what readers tell, files that make no sense.

Numbers of NEURON are in tests/parity.
"""

import os
import subprocess
import time

import pytest

from neuron import h
from neuron.morphology import to_swc
from neuron.tools import nrniv as launcher

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "morphology")
FILES = {
    "Import3d_Neurolucida3": "cell.asc",
    "Import3d_Neurolucida_read": "cell_old.asc",
    "Import3d_Eutectic_read": "cell.nts",
    "Import3d_MorphML": "cell.xml",
}
OUTLINE = '("CellBody"\n(0 0 0 1)\n(10 1 0 1)\n(11 6 0 1)\n(1 7 0 1)\n)\n'
DENDRITE = "((Dendrite)\n(10 4 0 2)\n(20 4 0 1.5)\n%s(30 4 0 1)\n)\n"
POINT = "a point is (x y z diameter)"


class Cell(object):
    def __str__(self):
        return "cell"


@pytest.fixture(autouse=True)
def the_library_and_no_sections():
    h.load_file("import3d.hoc")
    yield
    for sec in list(h.allsec()):
        h.delete_section(sec=sec)


def read(kind, path, quiet=1):
    reader = getattr(h, kind)()
    reader.quiet = quiet
    reader.input(str(path))
    return reader


@pytest.fixture
def read_text(tmp_path):
    def reader(kind, text, name="bad.txt", quiet=1):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read(kind, path, quiet)

    return reader


def instantiate(reader, cell=None):
    h.Import3d_GUI(reader, 0).instantiate(cell)
    return cell


def tips(sections):
    return sorted(sec.name().split(".")[-1] for sec in sections if not sec.children())


def test_neurolucida3():
    reader = read("Import3d_Neurolucida3", os.path.join(DATA, "cell.asc"))
    cell = instantiate(reader, Cell())
    assert [len(getattr(cell, name)) for name in ("soma", "axon", "dend", "apic", "all")] == [1, 1, 5, 3, 10]
    assert cell.soma[0].n3d() == 21 and 15 < cell.soma[0].L < 20
    for sec in (cell.axon[0], cell.dend[0], cell.apic[0]):
        assert sec.parentseg() == cell.soma[0](0.5)
    assert cell.dend[1].parentseg() == cell.dend[0](1) and cell.dend[2].parentseg() == cell.dend[1](1)
    assert tips(cell.all) == ["apic[1]", "apic[2]", "axon[0]", "dend[2]", "dend[3]", "dend[4]"]
    assert (cell.dend[0].x3d(0), cell.dend[0].diam3d(0)) == pytest.approx((7.9, 2.15))
    assert (cell.dend[1].x3d(0), cell.dend[1].diam3d(0)) == pytest.approx((24.3, 1.0))


def test_a_stack_of_outlines():
    cell = instantiate(read("Import3d_Neurolucida3", os.path.join(DATA, "stack.asc")), Cell())
    assert len(cell.soma) == 1 and [cell.soma[0].z3d(i) for i in range(3)] == [-2, 0, 2.5]
    assert cell.dend[0].parentseg() == cell.axon[0].parentseg() == cell.soma[0](0.5)


def test_what_a_reader_of_neurolucida3_tells():
    reader = read("Import3d_Neurolucida3", os.path.join(DATA, "cell.asc"))
    assert (reader.filetype, reader.err) == ("Neurolucida V3", 0)
    assert list(reader.type) == [1, 3, 3, 3, 3, 3, 2, 4, 4, 4]
    assert len(reader.x) == len(reader.iline) == 8 + 3 + (1 + 4 + 2 + 2 + 2 + 2) + (1 + 3) + (1 + 3 + 2 + 2)
    text, section = h.ref(""), h.ref(None)
    for i in range(int(reader.sections.count())):
        one = reader.sections[i]
        for k in range(int(one.fid), len(one.d)):
            point = int(reader.sec2pt(i, k))
            assert reader.x[point] == one.raw.getval(0, k) and reader.d[point] == one.d[k]
            assert reader.pt2sec(point, section) == k and section[0] == one
    reader.label(0, text)
    assert text[0].startswith("Line 11:   (  -6.10   -3.52")
    assert (reader.pt2id(0), reader.id2pt(12), reader.id2line(5)) == (11, 1, 5)
    (spine,) = list(reader.spines)
    assert (list(spine.x), list(spine.d), spine.iline) == ([15.0], [0.4], 33)
    assert reader.x[int(spine.baseindex)] == 18.85


@pytest.mark.parametrize("kind, name", sorted(FILES.items()))
def test_points_of_sections(kind, name):
    reader = read(kind, os.path.join(DATA, name))
    section = h.ref(None)
    for i in range(int(reader.sections.count())):
        one = reader.sections[i]
        last = len(one.d) - 1
        point = int(reader.sec2pt(i, last))
        assert [reader.x[point], reader.y[point], reader.z[point]] == [
            one.raw.getval(k, last) for k in range(3)
        ]
        assert reader.pt2sec(point, section) == last and section[0] == one
        assert reader.id2line(i) == i
    assert len(reader.type) == i + 1 and len(reader.x) == len(reader.y) == len(reader.iline)


def test_old_neurolucida(capfd):
    reader = read("Import3d_Neurolucida_read", os.path.join(DATA, "cell_old.asc"), quiet=0)
    assert reader.filetype == "Neurolucida" and reader.err == 0 and reader.header.count() == 6
    cell = instantiate(reader, Cell())
    assert [len(getattr(cell, name)) for name in ("soma", "axon", "dend")] == [1, 1, 5]
    assert tips(cell.all) == ["axon[0]", "dend[2]", "dend[3]", "dend[4]"]
    assert cell.dend[4].parentseg() == cell.dend[0](1)
    assert cell.dend[0].diam3d(0) == pytest.approx(2.1)  # the file has radii


def test_eutectic():
    reader = read("Import3d_Eutectic_read", os.path.join(DATA, "cell.nts"))
    assert reader.filetype == "Eutectic" and list(reader.tag)[:5] == [1, 1, 1, 1, 3]
    cell = instantiate(reader, Cell())
    assert [len(getattr(cell, name)) for name in ("soma", "axon", "dend")] == [1, 1, 5]
    assert tips(cell.all) == ["axon[0]", "dend[2]", "dend[3]", "dend[4]"]


def test_morphml():
    reader = read("Import3d_MorphML", os.path.join(DATA, "cell.xml"))
    assert reader.filetype == "MorphML" and reader.sections.count() == 5
    for one, kind in zip(reader.sections, (1, 3, 3, 4, 2)):
        one.type = kind
    cell = instantiate(reader, Cell())
    assert cell.axon[0].parentseg() == cell.soma[0](0.5) and cell.apic[0].parentseg() == cell.dend[0](1)
    assert [cell.dend[0].diam3d(i) for i in range(3)] == pytest.approx([3.1, 2.2, 1.5])
    text = h.ref("")
    reader.label(0, text)
    assert text[0] == "Line 9"


def test_a_segment_without_a_proximal_end_begins_at_its_parent(read_text):
    segment = '<segment id="%s" cable="%s"%s>%s<distal x="%d" y="0" z="0" diameter="%d"/></segment>'
    proximal = '<proximal x="0" y="0" z="0" diameter="8"/>'
    root = segment % (0, 0, "", proximal, 10, 6)
    cell = instantiate(
        read_text(
            "Import3d_MorphML",
            "<morphml><cell>%s%s</cell></morphml>" % (root, segment % (1, 1, ' parent="0"', "", 20, 2)),
        ),
        Cell(),
    )
    child = cell.dend_0[1]
    assert [(child.x3d(i), child.diam3d(i)) for i in range(2)] == [(10, 6), (20, 2)]


@pytest.mark.parametrize("kind, name", sorted(FILES.items()))
def test_all_readers_in_hoc(kind, name):
    h(
        """
objref morphology_reader, morphology_tool, no_cell
{morphology_reader = new %s()
morphology_reader.quiet = 1
morphology_reader.input("%s")
morphology_tool = new Import3d_GUI(morphology_reader, 0)
morphology_tool.instantiate(no_cell)
objref morphology_tool, morphology_reader}
"""
        % (kind, os.path.join(DATA, name).replace("\\", "/"))
    )
    assert len(list(h.allsec())) >= 5


@pytest.mark.parametrize("kind", sorted(FILES))
def test_no_such_file(kind, tmp_path):
    with pytest.raises(OSError) as raised:
        getattr(h, kind)().input(str(tmp_path / "none"))
    assert "none" in str(raised.value)


@pytest.mark.parametrize("kind", sorted(FILES))
def test_nothing_was_read(kind):
    with pytest.raises(RuntimeError) as raised:
        instantiate(getattr(h, kind)())
    assert "input(file)" in str(raised.value)


@pytest.mark.parametrize("kind", sorted(FILES))
@pytest.mark.parametrize("text", [b"", b"\n\n", b"nothing", bytes(range(256)), b"\0" * 100, b"\xff\xfe(\0"])
def test_garbage(read_text, kind, text):
    with pytest.raises(ValueError) as raised:
        read_text(kind, text)
    assert "bad.txt" in str(raised.value)


@pytest.mark.parametrize(
    "text, line, what",
    [
        (DENDRITE[:-2] % "", 5, "begins in line 1: a bracket is not closed"),
        ("((Dendrite)\n(1 2 3 4)\n((5 6 7 8)", 3, "a bracket is not closed"),
        ("(ImageCoords\n(1\n", 3, "a bracket is not closed"),
        ("(", 1, "a bracket is not closed"),
        ('("CellBody"\n(1 2 3 4)\n', 3, "a bracket is not closed"),
        (DENDRITE % "(1 2 3 4 5)\n", 4, POINT + ": '5' stands after 4"),
        (DENDRITE % "(1)\n", 4, POINT),
        (DENDRITE % "(1 2 zz 4)\n", 4, POINT),
        (DENDRITE % "(1 2 3 4 S-1)\n", 4, POINT),
        (DENDRITE % "(1e99 2 3 4)\n", 4, "1e99 is not a number of a point"),
        (DENDRITE % "Normal\n", 5, "follow the end of a branch"),
        (DENDRITE % "((1 2 3 4)|(4 3 2 1))\n", 5, "follow the end of a branch"),
        (DENDRITE % "(|(4 3 2 1))\n", 4, "the first point of a branch"),
        (DENDRITE % "((4 3 2 1)|)\n", 4, "the first point of a branch"),
        (DENDRITE % "((4 3 2 1)||(1 2 3 4))\n", 4, "the first point of a branch"),
        (DENDRITE % "()\n", 4, "the first point of a branch"),
        (DENDRITE % "|\n", 4, "outside of the brackets of a branch point"),
        (DENDRITE % "7\n", 4, "'7' cannot stand in a tree"),
        (DENDRITE % '"text"\n', 4, "'text' cannot stand in a tree"),
        (DENDRITE % "<(1 2 3 4)\n", 4, "does not end with '>'"),
        (DENDRITE % '(Name "x)\n', 4, "does not end in its line"),
        ("((Dendrite))", 1, "the first point of a tree"),
        ("((Color Red) Axon (1 2 3 4))", 1, "the first point of a tree"),
        ("((Dendrite)((1 2 3 4)))", 1, POINT),
        ("()", 1, "cannot stand after the bracket of an object"),
        ("(1 2 3 4)", 1, "cannot stand after the bracket of an object"),
        ('("CellBody")', 1, "has no points"),
        ('("CellBody" (1 2 3 4) Normal)', 1, "is no point of an outline"),
        (") \n" + DENDRITE % "", 1, "outside of any brackets"),
        ("# comment\n" + DENDRITE % "", 1, "outside of any brackets"),
    ],
)
def test_neurolucida3_that_makes_no_sense(read_text, text, line, what):
    with pytest.raises(ValueError) as raised:
        read_text("Import3d_Neurolucida3", text)
    assert "bad.txt, line %d: " % line in str(raised.value) and what in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        DENDRITE % '(Dot (Color Red)\n (Name "m") (12 5 0 1))\n',
        DENDRITE % "<(15 4 0 .3) (15 9 0 .3)>\n",
        ("((Dendrite)(Cross (1 2 3 4))\n" + DENDRITE[11:]) % "",
        DENDRITE % "" + '(Text (Color Red) (Font "Arial" 12) "done" (50 50 0 0))\n',
        "(Thumbnail\n (Rows 2)(Cols 3)\n 00 0f c0 C0 ff 1a\n)\n(Foo [1,2] {3} a=b; c\n)\n" + DENDRITE % "",
        '("Outline" <1> | ((1 2)) (3 4 5 6) x)\n' + DENDRITE % "",
        DENDRITE % "" + ") 3 |\n",
        "\n; only a comment\n" + DENDRITE % "; (\n",
    ],
)
def test_what_neurolucida3_leaves_out(read_text, text):
    """NEURON takes some of these for errors, or the points of markers for points of the branch."""
    cell = instantiate(read_text("Import3d_Neurolucida3", text), Cell())
    (dend,) = cell.dend
    assert [dend.x3d(i) for i in range(3)] == [10, 20, 30]


def test_markers_at_branches(read_text):
    text = DENDRITE % "" % ()
    text = text.replace(")\n)\n", ")\n((Dot (9 9 9 9)) (40 0 0 1) | (50 0 0 1)) (Dot (9 9 9 9)) Normal)\n")
    cell = instantiate(read_text("Import3d_Neurolucida3", text), Cell())
    assert [sec.x3d(1) for sec in cell.dend[1:]] == [40, 50]


@pytest.mark.parametrize(
    "places", ["(0 0 0 1)(5 5 0 1)(9 9 0 1)", "(1 1 0 1)(1 1 0 1)(1 1 0 1)", "(0 0 0 1)(0 0 5 1)(0 0 9 1)"]
)
def test_an_outline_without_width(read_text, places):
    reader = read_text("Import3d_Neurolucida3", '("CellBody" %s)' % places)
    with pytest.raises(ValueError) as raised:
        instantiate(reader, Cell())
    assert "has no width" in str(raised.value) and list(h.allsec()) == []


def test_warnings(read_text, capfd):
    text = OUTLINE + "((Dendrite)\n(99 4 0 2)(120 4 0 1)\n)\n"
    reader = read_text("Import3d_Neurolucida3", text, quiet=0)
    assert reader.err == 1
    assert "bad.txt, line 8: the branch begins outside of any soma" in capfd.readouterr().out
    read_text("Import3d_Neurolucida3", text)
    assert capfd.readouterr().out == ""


def test_changed_outlines(read_text):
    reader = read_text("Import3d_Neurolucida3", OUTLINE + OUTLINE.replace(" 0 1)", " 2 1)") + DENDRITE % "")
    first, second, dend = reader.sections
    assert second.is_subsidiary and first.contour_list[0] == second
    dend.parentsec = second
    with pytest.raises(ValueError) as raised:
        instantiate(reader, Cell())
    assert "a further outline of a soma" in str(raised.value)
    dend.parentsec = first
    second.d.resize(1)
    with pytest.raises(ValueError):
        instantiate(reader, Cell())


def test_nested_as_deeply_as_one_likes(read_text):
    depth = 10000
    fork = "\n((%d 1 0 1)(%d 2 0 1)|(%d -1 0 1)(%d -2 0 1)"
    text = "((Dendrite)(0 0 0 1)(1 0 0 1)" + "".join(fork % (i, i, i, i) for i in range(depth))
    cell = instantiate(read_text("Import3d_Neurolucida3", text + ")" * (depth + 1)), Cell())
    assert len(cell.dend) == 2 * depth + 1
    with pytest.raises(ValueError):
        read_text("Import3d_Neurolucida3", "(" * depth)
    with pytest.raises(ValueError):
        read_text("Import3d_Neurolucida3", "(A" * depth)
    instantiate(read_text("Import3d_Neurolucida3", "(A" * depth + ")" * depth + DENDRITE % ""), Cell())


def large(depth, x=0.0, y=0.0):
    points = "".join("(%.1f %.1f 0 1)\n" % (x, y + k) for k in range(10))
    if depth == 0:
        return points + "Normal\n"
    return points + "(%s|\n%s)\n" % (large(depth - 1, x - 1, y + 10), large(depth - 1, x + 1, y + 10))


def test_many_sections(read_text):
    """3000 sections take a twentieth of a second; the limit leaves room for slow machines."""
    text = OUTLINE + "".join("((Dendrite)\n%s)\n" % large(9, 4.0 * i) for i in range(3))
    before = time.time()
    cell = instantiate(read_text("Import3d_Neurolucida3", text), Cell())
    assert time.time() - before < 5
    assert len(cell.dend) == 3 * 1023


@pytest.mark.parametrize(
    "text, line, what",
    [
        ("[1,1] (1, 2, 3) 4\n", 1, "before any line [2,"),
        ("head\n[10,5] (1, 2, 3) 4\n[2,1] (1, 2, 3) 4\n", 2, "before any line [2,"),
    ],
)
def test_old_neurolucida_that_makes_no_sense(read_text, text, line, what):
    with pytest.raises(ValueError) as raised:
        read_text("Import3d_Neurolucida_read", text)
    assert "bad.txt, line %d: " % line in str(raised.value) and what in str(raised.value)


def test_lines_that_cannot_be_read(read_text, capfd):
    reader = read_text("Import3d_Neurolucida_read", "[2,1] (1, 2, 3) 4\n[1,1] (1, 2\n[1,1] (2, 2, 3) 1\n")
    assert reader.err == 1 and reader.sections.count() == 1
    assert "line 2: could not parse: [1,1] (1, 2" in capfd.readouterr().out
    reader = read_text("Import3d_Eutectic_read", "1 MTO 3 1 2 3 4\n2 CP 3 1\n3 NE 3 2 2 3 4\n")
    assert reader.err == 1 and len(reader.sections[0].d) == 2
    assert "line 2: could not parse" in capfd.readouterr().out


@pytest.mark.parametrize(
    "rows, line, what",
    [
        ("MTO 3 0 0 0 1|CP 3 1 0 0 1", 2, "the file ends within a branch"),
        ("SOS 1 0 0 0 0|SCP 1 9 0 0 0", 2, "the file ends within an outline"),
        ("CP 3 0 0 0 1", 1, "outside of any tree"),
        ("MTO 3 0 0 0 1|NE 3 1 0 0 1|NE 3 2 0 0 1", 3, "outside of any tree"),
        ("MTO 3 0 0 0 1|MTO 3 1 0 0 1", 2, "before the one before has ended"),
        ("MTO 3 0 0 0 1|BP 3 1 0 0 1|MTO 3 1 0 0 1", 3, "before the one before has ended"),
        ("SCP 1 0 0 0 0", 1, "no SOS"),
        ("SOS 1 0 0 0 0|SOS 1 9 0 0 0", 2, "SOE is missing"),
        ("MTO -3 0 0 0 1", 1, "must be a whole number"),
    ],
)
def test_eutectic_that_makes_no_sense(read_text, rows, line, what):
    text = "".join("%d %s\n" % (i + 1, row) for i, row in enumerate(rows.split("|")))
    with pytest.raises(ValueError) as raised:
        read_text("Import3d_Eutectic_read", text)
    assert "bad.txt, line %d: " % line in str(raised.value) and what in str(raised.value)


def test_all_origins_begin_trees(read_text):
    """NEURON loses the points at TTO and BTO."""
    rows = ["%s 3 0 0 0 1|NE 3 9 0 0 1" % origin for origin in ("MTO", "TTO", "BTO")]
    text = "".join("1 %s\n" % row for row in "|".join(rows).split("|"))
    cell = instantiate(read_text("Import3d_Eutectic_read", text), Cell())
    assert [sec.n3d() for sec in cell.dend] == [2, 2, 2]


XML = """<morphml>
<cell>
<segment id="0" cable="0"><proximal x="0" y="0" z="0" diameter="1"/>
<distal x="9" y="0" z="0" diameter="1"/></segment>
%s
</cell>
</morphml>
"""
SECOND = '<segment id="%s" cable="%s" parent="%s"><distal x="9" y="9" z="0" diameter="1"/></segment>'


@pytest.mark.parametrize(
    "text, line, what",
    [
        ("<morphml><cell>", 1, "this is no XML"),
        (XML % "<cell>", 7, "this is no XML: mismatched tag"),
        (XML % (SECOND % (1, 1, 5)), 5, "there is no segment 5 before segment 1"),
        (XML % (SECOND % (0, 1, 0)), 5, "segment 0 was there before"),
        (XML % '<segment id="1"><distal x="1" y="1" z="1" diameter="1"/></segment>', 5, "has no cable"),
        (XML % '<segment id="1" cable="1"></segment>', 5, "has no distal end"),
        (XML.replace('y="0"', 'y="q"') % "", 3, "y must be a number, not 'q'"),
        (XML.replace('y="0"', 'y="nan"') % "", 3, "nan is not a number of a point"),
        (XML.replace(' y="0"', "") % "", 3, "the proximal has no y"),
        (XML % '<cable id="0" fractAlongParent="1.5"/>', 5, "must be from 0 to 1, not 1.5"),
        (XML % (SECOND % (1, 1, 0) + SECOND % (2, 0, 1)), 5, "a cable has no branches"),
        ('<!DOCTYPE a [\n<!ENTITY a "aaaa">\n]>\n<morphml>&a;</morphml>', 2, "the entity a is declared"),
    ],
)
def test_morphml_that_makes_no_sense(read_text, text, line, what):
    with pytest.raises(ValueError) as raised:
        read_text("Import3d_MorphML", text)
    assert "bad.txt, line %d: " % line in str(raised.value) and what in str(raised.value)


def test_entities_that_would_fill_the_memory(read_text):
    rows = ['<!ENTITY e0 "0000000000">']
    rows += ['<!ENTITY e%d "%s">' % (i, "&e%d;" % (i - 1) * 10) for i in range(1, 12)]
    with pytest.raises(ValueError):
        read_text("Import3d_MorphML", "<!DOCTYPE m [%s]>\n<morphml>&e11;</morphml>" % "\n".join(rows))


def test_the_last_of_several_cells(read_text):
    text = XML % ("</cell><cell>" + XML.split("<cell>")[1].split("</cell>")[0].replace('z="0"', 'z="5"') % "")
    reader = read_text("Import3d_MorphML", text)
    assert reader.sections.count() == 1 and list(reader.z) == [5, 5]


def test_the_window():
    with pytest.raises(RuntimeError) as raised:
        h.makeimport3dtool()
    assert "instantiate" in str(raised.value)


def test_unknown_formats():
    with pytest.raises(ValueError) as raised:
        h.Import3d_File("x", "obj")
    assert "neurolucida3" in str(raised.value)


def test_without_python(tmp_path):
    lines = ['{load_file("import3d.hoc")}', "objref r, g, none", "{n = 0}"]
    for kind, name in sorted(FILES.items(), key=lambda item: item[0] == "Import3d_MorphML"):
        lines += ["r = new %s()" % kind, '{r.input("%s")}' % os.path.join(DATA, name)]
        lines += ["g = new Import3d_GUI(r, 0)", "{g.instantiate(none)}", "forall n += 1"]
        lines += ['print "%s ", n' % kind, "n = 0", "forall delete_section()"]
    (tmp_path / "all.hoc").write_text("\n".join(lines) + "\n")
    done = subprocess.run(
        [launcher.program(), "-nogui", "-nobanner", str(tmp_path / "all.hoc")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=dict((key, value) for key, value in os.environ.items() if key != "PYTHONPATH"),
    )
    out = done.stdout.decode()
    found = [line.split() for line in out.splitlines() if line.startswith("Import3d_")]
    counts = dict((line[0], line[1]) for line in found if len(line) == 2)
    assert counts == {
        "Import3d_Neurolucida3": "10",
        "Import3d_Neurolucida_read": "7",
        "Import3d_Eutectic_read": "7",
    }, out
    assert "Import3d_MorphML reads" in out and "convert the file to SWC" in out


def test_from_neurolucida_to_swc(read_text):
    """A cell comes back from SWC with the same sections, points and connections; SWC has one diameter at forks."""
    cell = instantiate(read("Import3d_Neurolucida3", os.path.join(DATA, "cell.asc")), Cell())
    same = instantiate(read_text("Import3d_SWC_read", to_swc(cell.dend[1])), Cell())
    for one, other in zip(cell.all, same.all):
        assert one.name() == other.name() and one.n3d() == other.n3d()
        assert str(one.parentseg()) == str(other.parentseg())
        for k in range(one.n3d()):
            assert [one.x3d(k), one.y3d(k), one.z3d(k)] == [other.x3d(k), other.y3d(k), other.z3d(k)]
            assert k == 0 or one.diam3d(k) == pytest.approx(other.diam3d(k))
