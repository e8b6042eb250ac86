"""forall, forsec with names, patterns and lists, ifsec, issection, ismembrane, and the section in between."""

from _model import case, h, hoc

hoc("""
create soma, axon, dend[3], dendrite, apical
strdef names_, one_, this_
objref list_
access soma
proc add() { sectionname(one_)  sprint(this_, "%s %s", names_, one_)  names_ = this_ }
forall { nseg = 3  insert pas }
forsec "dend" insert hh
""")
for title, text in {
    "forall": "forall add()",
    "forsec name": 'forsec "soma" add()',
    "forsec part": 'forsec "dend" add()',
    "forsec pattern": 'forsec "dend.*" add()',
    "forsec brackets": 'forsec "dend[[1-2]]" add()',
    "forsec one": 'forsec "dend[1]" add()',
    "forsec either": 'forsec "a.*l" add()',
    "forsec none": 'forsec "nothing" add()',
    "ifsec": 'forall ifsec "dend" add()',
    "ifsec one": 'axon ifsec "axon" add()',
    "issection": 'forall if (issection("a.*")) add()',
    "ismembrane": 'forall if (ismembrane("hh")) add()',
    "nested": 'forsec "dend" { forsec "soma" add() add() }',
    "section block": "axon { add() soma add() add() } add()",
    "list": 'list_ = new SectionList()\nforsec "dend" list_.append()\nforsec list_ add()',
    "list and ifsec": "forall ifsec list_ add()",
    "for in a section": "axon for i = 0, 2 add()",
}.items():

    def act():
        h.names_ = ""
        return [h("{%s}" % text), h.names_.split(), h.secname()]

    case(title, act)
hoc("n_ = 0\nforall n_ += nseg")
case("sum", lambda: h.n_)
case(
    "counts",
    lambda: [
        h.section_exists("dend", 1),
        h.section_exists("dend", 3),
        h.section_exists("soma"),
        h.section_exists("x"),
    ],
)
