"""Who is connected with whom: prelist and its kin, CVode.netconlist, weights, order, targets and sources."""

from _model import case, h, hoc, section

hoc("""
begintemplate Unit
public sec, syn
create sec
objref syn
proc init() { sec { syn = new ExpSyn(0.5) } }
endtemplate Unit
""")
cells = [h.Unit() for _ in range(3)]
source = h.NetStim()
cvode = h.CVode()
links = []
for i, cell in enumerate(cells):
    links.append(h.NetCon(source, cell.syn))
    for j in range(3):
        if (i + j) % 3:
            links.append(h.NetCon(cell.sec(0.5)._ref_v, cells[j].syn, 0, 1 + i, 0.1 * j, sec=cell.sec))


def named(objects):
    return [str(one) for one in objects]


case("all", lambda: named(h.List("NetCon")))
for i in (0, 1, 3, 4):
    link = links[i]
    case(
        "%s lists" % link,
        lambda: [
            named(getattr(link, kind)()) for kind in ("prelist", "synlist", "postcelllist", "precelllist")
        ],
    )
    case(
        "%s ends" % link,
        lambda: [
            str(link.pre()),
            str(link.syn()),
            str(link.precell()),
            str(link.postcell()),
            str(link.preseg()),
        ],
    )
    case(
        "%s numbers" % link,
        lambda: [link.delay, link.threshold, list(link.weight), link.wcnt(), link.valid(), link.active()],
    )
case("netconlist from a cell", lambda: named(cvode.netconlist(cells[0], "", "")))
case("netconlist to a cell", lambda: named(cvode.netconlist("", cells[2], "")))
case("netconlist to a synapse", lambda: named(cvode.netconlist("", "", cells[1].syn)))
case("netconlist of both", lambda: named(cvode.netconlist(cells[0], cells[1], "")))
case("netconlist of names", lambda: named(cvode.netconlist("NetStim.*", "", "ExpSyn.*")))
case("to nothing", lambda: [str(h.NetCon(source, None).syn()), str(h.NetCon(None, cells[0].syn).pre())])
links[1].setpost(cells[0].syn)
case("setpost", lambda: [str(links[1].syn()), str(links[1].postcell())])
links[3].threshold = 5
case("thresholds", lambda: [link.threshold for link in links])
link = None
del links[2]
case("one gone", lambda: named(h.List("NetCon")))
plain = section("plain", 10, 10, 1)
synapse = h.ExpSyn(plain(0.5))
case(
    "no cell",
    lambda: [
        str(h.NetCon(plain(0.5)._ref_v, synapse, sec=plain).precell()),
        str(h.NetCon(source, synapse).postcell()),
    ],
)
