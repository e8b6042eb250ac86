"""Morphologies: Import3d from Python, what odd files raise, and to_swc. Numbers of NEURON are in tests/parity."""

import pytest

from neuron import h
from neuron.morphology import to_swc

CELL = "\n".join(
    [
        "1 1 0 0 0 5 -1",
        "2 1 0 10.1 0 5 1",
        "3 3 0 20 0 1 2",
        "4 3 0 30 0 0.7 3",
        "5 3 5 40 0 0.5 4",
        "6 3 -5 40 0.3 0.5 4",
        "7 2 0 -10 0 0.4 1",
        "8 2 0 -20 0 0.3 7",
    ]
)


class Cell(object):
    def __str__(self):
        return "cell"


@pytest.fixture(autouse=True)
def the_library_and_no_sections():
    h.load_file("import3d.hoc")
    yield
    for sec in list(h.allsec()):
        h.delete_section(sec=sec)


@pytest.fixture
def read(tmp_path):
    def reader(text, name="cell.swc"):
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        made = h.Import3d_SWC_read()
        made.quiet = 1
        made.input(str(path))
        return made

    return reader


def instantiate(reader, cell=None):
    h.Import3d_GUI(reader, 0).instantiate(cell)
    return cell


def shapes():
    return [
        (
            sec.name(),
            str(sec.parentseg()),
            [(sec.x3d(i), sec.y3d(i), sec.z3d(i), sec.diam3d(i)) for i in range(sec.n3d())],
        )
        for sec in h.allsec()
    ]


def test_a_cell_of_python(read):
    cell = instantiate(read(CELL), Cell())
    assert [sec.name() for sec in cell.all] == [
        "cell.soma[0]",
        "cell.axon[0]",
        "cell.dend[0]",
        "cell.dend[1]",
        "cell.dend[2]",
    ]
    assert cell.dend[2].parentseg() == cell.dend[0](1) and cell.soma[0].cell() is cell
    assert all(sec.nseg == 1 for sec in cell.all)
    assert not hasattr(cell, "apic")


def test_the_sections_end_with_the_cell(read):
    cell = instantiate(read(CELL), Cell())
    assert len(list(h.allsec())) == 5
    cell = None
    assert list(h.allsec()) == [] and cell is None


def test_the_top_level(read):
    instantiate(read(CELL))
    assert len(h.dend) == 3 and h.soma[0].n3d() == 2
    instantiate(read("1 1 0 0 0 5 -1\n"))
    assert h.soma[0].L == pytest.approx(10) and h.soma[0].diam == pytest.approx(10)


def test_a_template(read, tmp_path):
    read(CELL)
    h(
        """
begintemplate MorphologyCell
public soma, dend, axon, apic, all, basal
create soma[1], dend[1], axon[1], apic[1]
objref all, basal, this
proc init() { localobj reader
    all = new SectionList()
    basal = new SectionList()
    reader = new Import3d_SWC_read()
    reader.quiet = 1
    reader.input($s1)
    reader = new Import3d_GUI(reader, 0)
    reader.instantiate(this)
}
endtemplate MorphologyCell
"""
    )
    cell = h.MorphologyCell(str(tmp_path / "cell.swc"))
    assert [sec.name().split(".")[1] for sec in cell.basal] == ["dend[0]", "dend[1]", "dend[2]"]
    assert len(list(cell.all)) == 6  # apic[0] is the template's own
    assert cell.dend[1].parentseg() == cell.dend[0](1)


def test_the_reader(read):
    reader = read("# by hand\n" + CELL)
    assert reader.filetype == "SWC" and reader.err == 0
    assert [line.s for line in reader.header] == ["# by hand\n"]
    assert list(reader.id) == list(range(1, 9)) and list(reader.iline) == list(range(2, 10))
    text, section = h.ref(""), h.ref(None)
    reader.label(2, text)
    assert text[0] == "Line 4: 3 3 0 20 0 1 2"
    assert reader.pt2sec(3, section) == 2 and section[0] == reader.sections[1]
    assert (reader.id2pt(4), reader.pt2id(3)) == (3, 4)


def test_ids_in_any_order(read):
    in_order = instantiate(read(CELL)) or shapes()
    instantiate(read("\n".join(reversed(CELL.split("\n")))))
    assert shapes() == in_order


@pytest.mark.parametrize(
    "text, line, what",
    [
        ("1 1 0 0 0 5 -1\n2 1 0 5 0 5 1\n\n3 3 0 15 0 1 99\n", 4, "there is no point 99"),
        ("1 1 0 0 0 5 -1\n2 3 0 5 0 5 3\n3 3 0 15 0 1 2\n", 2, "in a cycle there is no root"),
        ("1 1 0 0 0 5 -1\n2 3 0 5 0 5 2\n", 2, "must be less"),
        ("# a\n1 1 0 0 0 5 -1\n1 3 0 5 0 5 1\n", 3, "was there before, in line 2"),
        ("1 -1 0 0 0 5 -1\n", 1, "must not be negative"),
        ("1 2.5 0 0 0 5 -1\n", 1, "must be a whole number"),
        ("1 1 0 nan 0 5 -1\n", 1, "nan"),
        ("1 1 0 1e300 0 5 -1\n", 1, "1e+300"),
        ("1e30 1 0 1 0 5 -1\n", 1, "whole number"),
    ],
)
def test_files_that_make_no_sense(read, text, line, what):
    with pytest.raises(ValueError) as raised:
        read(text, "bad.swc")
    assert "bad.swc, line %d: " % line in str(raised.value) and what in str(raised.value)


@pytest.mark.parametrize("text", ["", "# nothing\n", "\0\1\2"])
def test_files_without_points(read, text):
    with pytest.raises(ValueError) as raised:
        read(text, "bad.swc")
    assert "bad.swc has no points" in str(raised.value)


def test_no_such_file(tmp_path):
    with pytest.raises(OSError) as raised:
        h.Import3d_SWC_read().input(str(tmp_path / "no.swc"))
    assert "no.swc" in str(raised.value)


def test_nothing_was_read():
    with pytest.raises(RuntimeError) as raised:
        instantiate(h.Import3d_SWC_read())
    assert "input(file)" in str(raised.value)


def test_sections_that_make_no_sense(read):
    reader = read(CELL)
    reader.sections[1].parentsec = reader.sections[1]
    with pytest.raises(ValueError):
        instantiate(reader)
    reader = read(CELL)
    reader.sections[1].d.resize(1)
    with pytest.raises(ValueError):
        instantiate(reader)
    reader = read(CELL)
    reader.sections.remove(0)
    with pytest.raises(ValueError) as raised:
        instantiate(reader)
    assert "is not in the list" in str(raised.value)


def test_an_object_without_attributes(read):
    with pytest.raises(AttributeError):
        instantiate(read(CELL), object())
    assert list(h.allsec()) == []


def test_many_sections(read):
    """3000 sections take a tenth of a second; the limit leaves room for slow machines."""
    import time

    lines, ends = ["1 1 0 0 0 5 -1", "2 1 0 10 0 5 1"], [2]
    while len(lines) < 30000:
        parent = ends.pop(0)
        for side in (-1, 1):
            last = parent
            for k in range(10):
                lines.append("%d 3 %d %d 0 1 %d" % (len(lines) + 1, side * k, len(lines), last))
                last = len(lines)
            ends.append(last)
    text = "\n".join(lines)
    before = time.time()
    cell = instantiate(read(text), Cell())
    assert time.time() - before < 5
    assert len(cell.dend) == 3000


def test_to_swc(read, tmp_path):
    instantiate(read(CELL))
    made = shapes()
    text = to_swc(h.dend[2])  # any section of the cell
    rows = [line.split() for line in text.splitlines()[1:]]
    assert text.startswith("# id type x y z radius parent\n")
    assert [row[0] for row in rows] == [str(i) for i in range(1, 9)]
    assert sorted(row[1:6] for row in rows) == sorted(line.split()[1:6] for line in CELL.split("\n"))
    instantiate(read(text))
    assert shapes() == made
    assert to_swc(h.soma[0], str(tmp_path / "out.swc")) is None
    assert (tmp_path / "out.swc").read_text() == text


def test_to_swc_needs_points():
    soma = h.Section(name="soma")
    with pytest.raises(ValueError) as raised:
        to_swc(soma)
    assert "define_shape" in str(raised.value)
    h.define_shape()
    assert len(to_swc(soma).splitlines()) == 1 + soma.n3d()


def test_types_of_to_swc():
    for name, kind in (("soma", 1), ("axon[3]", 2), ("dend", 3), ("apic", 4), ("dend_7[1]", 7), ("spine", 0)):
        sec = h.Section(name=name)
        h.pt3dadd(0, 0, 0, 1, sec=sec)
        h.pt3dadd(0, 9, 0, 1, sec=sec)
        assert to_swc(sec).splitlines()[1].split()[1] == str(kind)
