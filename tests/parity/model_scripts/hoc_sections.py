"""SectionRef and SectionList in hoc, push_section, pop_section, access, cas, sections by name."""

from _model import case, h, hoc, raises

hoc("""
create soma, dend[3], tip
connect dend[0](0), soma(1)
connect dend[1](0), soma(0.5)
connect dend[2](0), dend[0](1)
connect tip(0), dend[2](0.3)
access soma
objref ref_, list_, other_
strdef name_
dend[0] ref_ = new SectionRef()
soma { L = 11 }
dend[0] { L = 22 }
dend[2] { L = 33 }
""")
case(
    "ref",
    lambda: [
        h.ref_.sec.name(),
        h.ref_.nchild(),
        h.ref_.has_parent(),
        h.ref_.has_trueparent(),
        h.ref_.is_cas(),
    ],
)
case(
    "ref relatives",
    lambda: [h.ref_.parent.name(), h.ref_.trueparent.name(), h.ref_.child[0].name(), h.ref_.root.name()],
)
hoc(
    "x1 = ref_.sec.L\nref_.parent { x2 = L }\nref_.child[0] { x3 = L  sectionname(name_) }\nref_.sec.nseg = 3"
)
case("ref in hoc", lambda: [h.x1, h.x2, h.x3, h.name_, h.dend[0].nseg])


def listed(text):
    h("{list_ = new SectionList()  %s}" % text)
    return [sec.name() for sec in h.list_]


for text in (
    "list_.append()", "dend[1] list_.append()", "list_.wholetree()", "dend[0] list_.subtree()", "soma list_.children()",
    "list_.allroots()", "list_.wholetree()  dend[0] list_.remove()", "list_.append() list_.append() list_.unique()",
    "list_.wholetree() other_ = new SectionList() dend[1] other_.append() list_.remove(other_)",
):  # fmt: skip
    case(text, lambda: listed(text))
case("contains", lambda: [listed("list_.subtree()")] + [h.list_.contains(sec=sec) for sec in (h.soma, h.tip)])
case("push and pop", lambda: [h.push_section("tip"), h.secname(), h.pop_section(), h.secname()])
case(
    "nested",
    lambda: [
        h.dend[1].push(),
        h.secname(),
        h.tip.push(),
        h.secname(),
        h.pop_section(),
        h.secname(),
        h.pop_section(),
    ][1::2],
)
case("access", lambda: [h("access dend[1]"), h.secname(), h.cas().name()])
raises("push no section", lambda: h.push_section("nosuch"))
case("tip disconnected", lambda: [h("tip disconnect()"), str(h.tip.parentseg())])
case("deleted", lambda: [h("dend[0] delete_section()"), [sec.name() for sec in h.allsec()]])
case("created anew", lambda: [h("create dend[2]"), [sec.name() for sec in h.allsec()], h.dend[0].L])
