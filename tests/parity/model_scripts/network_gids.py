"""Global ids on one rank: which exist, whose they are, and errors of their use."""

from _model import raises
from _network import case, connect, hh_cells, intfire1, pc, show

cells = hh_cells(3)
artificial = intfire1()
pc.set_gid2node(0, pc.id())
pc.set_gid2node(7, pc.id())
pc.set_gid2node(123456789, pc.id())
show("exist, not fired yet", [pc.gid_exists(gid) for gid in (0, 7, 8, 123456789, 1)])
links = [connect(cells[0], None), connect(cells[1], None), connect(artificial, None)]
pc.cell(0, links[0])
pc.cell(7, links[1], 0)
pc.cell(123456789, links[2])
show("exist, with cells", [pc.gid_exists(gid) for gid in (0, 7, 8, 123456789, 1)])
pc.outputcell(7)
show("output cell", pc.gid_exists(7))
case("objects", lambda: [pc.gid2obj(123456789) == artificial, pc.gid2cell(123456789) == artificial])
case("threshold", lambda: [pc.threshold(0), links[0].threshold])
case("threshold set", lambda: [pc.threshold(0, 5), pc.threshold(0), links[0].threshold])
raises("a gid of nobody", lambda: pc.gid2obj(99))
raises("a gid twice", lambda: pc.set_gid2node(0, pc.id()))
raises("cell without gid", lambda: pc.cell(55, links[0]))
case("gid_clear", lambda: [pc.gid_clear(), [pc.gid_exists(gid) for gid in (0, 7, 123456789)]][1])
case("again", lambda: [pc.set_gid2node(0, 0), pc.gid_exists(0), pc.cell(0, links[2]), pc.gid_exists(0)])
