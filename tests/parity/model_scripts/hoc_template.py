"""Templates with sections: several cells, their names, connections between them, runs."""

from _model import case, h, hoc, run, text_of, thin

hoc("""
begintemplate Cell
public soma, dend, syn, init, all, connect2target, id
create soma, dend[2]
objref syn, all, nc, nil
proc init() { local i
  id = $1
  create soma, dend[2]
  soma { L = 20  diam = 20 + $1  insert hh }
  for i = 0, 1 {
    dend[i] { L = 100*(i + 1)  diam = 1.5  nseg = 3  insert pas  g_pas = 2e-4  e_pas = -65 }
    connect dend[i](0), soma(i)
  }
  all = new SectionList()
  soma all.wholetree()
  dend[1] syn = new ExpSyn(0.7)
  syn.tau = 2
}
obfunc connect2target() {
  soma nc = new NetCon(&v(0.5), $o1)
  nc.threshold = -10  nc.delay = 1.5  nc.weight = 0.03
  return nc
}
endtemplate Cell
objref cells, ncs, stim, vecs
cells = new List()
ncs = new List()
vecs = new List()
for i = 0, 2 cells.append(new Cell(i))
for i = 0, 1 ncs.append(cells.o(i).connect2target(cells.o(i + 1).syn))
cells.o(0).soma stim = new IClamp(0.5)
stim.del = 0.3
stim.dur = 0.5
stim.amp = 2
""")
case("sections", lambda: [sec.name() for sec in h.allsec()])
case("topology", lambda: text_of(h.topology).splitlines())
case(
    "cells",
    lambda: [
        h.cells.count(),
        str(h.cells.o(0)),
        str(h.Cell[1].soma),
        str(h.cells.o(2).dend[1](0.5)),
        len(h.Cell),
    ],
)
case("cell of a section", lambda: [str(sec.cell()) for sec in h.allsec()])
case("list of a cell", lambda: [sec.name() for sec in h.cells.o(1).all])
case(
    "synapse",
    lambda: [
        str(h.cells.o(1).syn),
        str(h.cells.o(1).syn.get_segment()),
        str(h.ncs.o(0).precell()),
        str(h.ncs.o(0).postcell()),
    ],
)


def ran():
    vectors = [h.Vector().record(cell.soma(0.5)._ref_v) for cell in h.cells]
    vectors.append(h.Vector().record(h.cells.o(2).dend[1](1)._ref_v))
    run(12)
    return [thin(vector) for vector in vectors]


case("run", ran)
hoc("strdef s_\ncells.o(2).dend[1] sectionname(s_)\nx_ = cells.o(2).dend[0].L\ncells.o(1).soma.gnabar_hh = 0")
case("from hoc", lambda: [h.s_, h.x_, h.cells.o(1).soma(0.5).hh.gnabar])
case("run without spikes of the second", ran)
hoc("objref stim, ncs\ncells.remove(0)")
case("first removed", lambda: [sec.name() for sec in h.allsec()])
case(
    "new one",
    lambda: [h("cells.append(new Cell(7))"), str(h.cells.o(2)), [sec.name() for sec in h.cells.o(2).all]],
)
