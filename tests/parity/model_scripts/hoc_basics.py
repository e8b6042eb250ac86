"""A hoc program: create, access, insert, connect, range assignments, and its run."""

from _model import case, h, hoc, text_of

hoc("""
create soma, dend[2], axon
access soma
soma { L = 20  diam = 20  nseg = 1  insert hh }
for i = 0, 1 dend[i] { L = 200 + 50*i  diam = 2  nseg = 5  insert pas  g_pas = 1e-4  e_pas = -65 }
axon { L = 500  diam = 1  nseg = 11  insert hh  Ra = 100 }
connect dend[0](0), soma(1)
soma connect dend[1](0), 0.5
connect axon(0), soma(0)
axon { gnabar_hh(0:1) = 0.05:0.2  diam(0:1) = 2:0.5 }
objref stim
stim = new IClamp(0.5)
stim.del = 0.5
stim.dur = 1
stim.amp = 1
""")
case("sections", lambda: [sec.name() for sec in h.allsec()])
case("values", lambda: [[sec.L, sec.diam, sec.nseg, sec.Ra, sec.cm] for sec in h.allsec()])
case("diam range", lambda: [[seg.x, seg.diam, seg.area(), seg.ri()] for seg in h.axon.allseg()])
case("gnabar range", lambda: [seg.gnabar_hh for seg in h.axon])
case("parents", lambda: [str(sec.parentseg()) for sec in h.allsec()])
case("topology", lambda: text_of(h.topology).splitlines())
hoc("""
objref vs, va
vs = new Vector()
va = new Vector()
vs.record(&soma.v(0.5))
va.record(&axon.v(0.9))
dt = 0.025
proc go() { finitialize(-65)  while (t < $1 - dt/2) { fadvance() } }
""")
case("run", lambda: h.go(6) or [list(h.vs)[::6], list(h.va)[::6]])
case("accessed", lambda: [h.cas().name(), h.L, h.nseg, h.secname(), h.cas()(0.5).v])
hoc("x1 = soma.v(0.5)\nx2 = axon.v(0.9)\nx3 = dend[1].v(1)\nx4 = axon.gnabar_hh(0.3)")
case("read in hoc", lambda: [h.x1, h.x2, h.x3, h.x4])
hoc("strdef name_\naxon { sectionname(name_)  x6 = L  x7 = n3d()  x8 = area(0.5)  x9 = ri(0.5) }")
case("in a section", lambda: [h.name_, h.x6, h.x7, h.x8, h.x9])
