"""Sections that hoc makes, as Python sees them."""

import pytest

from neuron import h


@pytest.fixture(scope="module")
def template():
    h(
        """
begintemplate HocCell
public soma, dend, grow, n
create soma, dend[3]
proc init() { soma { L = 11 nseg = 3 } connect dend[0](0), soma(1) }
proc grow() { create dend[$1] }
func n() { local k  k = 0  forall k += 1  return k }
endtemplate HocCell
"""
    )
    return h.HocCell


def test_names_of_the_top_level():
    h("create hoc_trunk, hoc_twig[2]")
    h("hoc_twig[1] { L = 7 nseg = 2 }")
    assert h.hoc_trunk.name() == "hoc_trunk"
    assert [section.name() for section in h.hoc_twig] == ["hoc_twig[0]", "hoc_twig[1]"]
    assert (h.hoc_twig[1].L, h.hoc_twig[1].nseg) == (7.0, 2)
    assert h.hoc_twig[1] == h.hoc_twig[1]
    with pytest.raises(IndexError):
        h.hoc_twig[2]


def test_create_again_ends_the_old_sections():
    h("create hoc_again")
    old = h.hoc_again
    h("create hoc_again")
    with pytest.raises(ReferenceError):
        old.L
    assert h.hoc_again.L == 100.0


def test_deleted_section():
    h("create hoc_gone")
    h.delete_section(sec=h.hoc_gone)
    with pytest.raises(ReferenceError):
        h.hoc_gone
    assert h("hoc_gone.L = 3") is False or h("hoc_gone.L = 3") == 0


def test_sections_of_an_object(template):
    cell = template()
    assert cell.soma.name() == "%s.soma" % cell.hname()
    assert (cell.soma.L, cell.soma.nseg, len(cell.dend)) == (11.0, 3, 3)
    assert cell.dend[0].parentseg().sec == cell.soma
    assert cell.soma.cell() == cell
    cell.soma(0.5).v = -40
    h.execute("soma.v(.5) += 1", cell)
    assert cell.soma(0.5).v == -39


def test_sections_end_with_their_object(template):
    cell = template()
    soma, dend = cell.soma, cell.dend[2]
    del cell
    for section in (soma, dend):
        with pytest.raises(ReferenceError):
            section.L


def test_create_in_a_method(template):
    cell = template()
    old = cell.dend[0]
    cell.grow(5)
    assert len(cell.dend) == 5 and cell.dend[4].name().endswith(".dend[4]")
    with pytest.raises(ReferenceError):
        old.L
    assert cell.n() == 6


def test_sections_cannot_be_assigned_to(template):
    cell = template()
    with pytest.raises((TypeError, AttributeError)):
        cell.soma = 3
    with pytest.raises(TypeError):
        cell.dend[0] = 3


def test_errors_leave_the_accessed_section():
    h("create hoc_first, hoc_second")
    before = h.cas()
    with pytest.raises(RuntimeError):
        h.execute("hoc_second { forall { nosuchfunction() } }")
    assert h.cas() == before
    h("proc hoc_leave() { hoc_second { for (x) { if (x > .2) return } } }")
    h.hoc_leave()
    assert h.cas() == before


def test_accessed_section_of_a_call():
    h("create hoc_called")
    h("strdef hoc_where")
    h("proc hoc_note() { hoc_where = secname() }")
    h.hoc_called.push()
    h.hoc_note()
    h.pop_section()
    assert h.hoc_where == "hoc_called"


def test_reference_from_hoc_text():
    h("create hoc_place")
    h("hoc_place.nseg = 3")
    h("objref hoc_rec")
    h("hoc_rec = new Vector()")
    assert h("{hoc_rec.record(&hoc_place.v(.5))}")
    h.finitialize(-61)
    assert h.hoc_rec[0] == -61


def test_disassembled():
    h("create hoc_shown")
    h("func hoc_look() { hoc_shown { if (v(.5) > 3) return 1 } return hoc_shown.v(.5) }")
    text = h.nrn_disassemble("hoc_look")
    assert "NAMED_AT hoc_shown.v" in text and "ACCESSED_AT v" in text
    assert text.index("SECTION_BEGIN") < text.index("SECTION_END") < text.index("RETURN_VALUE")
