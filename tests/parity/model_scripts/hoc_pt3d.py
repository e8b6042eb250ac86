"""Morphology in hoc: pt3dadd in section blocks, shapes of a small cell as files from Import3d look."""

from _model import case, h, hoc, points, shape, traced

hoc("""
create soma, axon, dend[2]
proc shape_() {
  soma { pt3dclear()  pt3dadd(0, -10, 0, 8)  pt3dadd(0, 0, 0, 20)  pt3dadd(0, 10, 0, 8) }
  dend[0] { pt3dclear()  pt3dadd(0, 10, 0, 2)  pt3dadd(10, 40, 5, 1.5)  pt3dadd(15, 90, 5, 1) }
  dend[1] { pt3dclear()  pt3dadd(0, 0, 0, 20)  pt3dadd(10, 0, 0, 2)  pt3dadd(80, -10, 0, 1.2) }
  axon { pt3dclear()  pt3dadd(0, -10, 0, 3)  pt3dadd(0, -20, 0, 1)  pt3dadd(5, -300, 20, 0.8) }
}
shape_()
connect dend[0](0), soma(1)
connect dend[1](0), soma(0.5)
connect axon(0), soma(0)
forall { insert pas  g_pas = 1e-4  e_pas = -65  nseg = 1 + 2*int(L/40)  Ra = 150 }
soma insert hh
axon insert hh
access soma
""")
for name in ("soma", "axon", "dend[0]", "dend[1]"):
    case("shape of " + name, lambda: [shape(sec) for sec in h.allsec() if sec.name() == name])
    case("points of " + name, lambda: [points(sec) for sec in h.allsec() if sec.name() == name])
hoc("objref stim\nsoma stim = new IClamp(0.5)\nstim.del = 0.5\nstim.dur = 2\nstim.amp = 0.5")
case("run", lambda: traced({sec.name(): sec(0.9)._ref_v for sec in h.allsec()}, tstop=8))
hoc(
    "proc reshape() { shape_()  dend[0] { pt3dadd(20, 150, 5, 0.5) }  forall nseg = 1 + 2*int(L/100) }\nreshape()"
)
case("reshaped", lambda: [[sec.L, sec.nseg, sec(0.5).area(), sec(0.5).ri()] for sec in h.allsec()])
case("run reshaped", lambda: traced({sec.name(): sec(0.9)._ref_v for sec in h.allsec()}, tstop=5))
hoc("x1 = 0\nforall x1 += area(0.5)\ndend[0] { x2 = x3d(2)  x3 = diam3d(1)  x4 = arc3d(3) }\naxon x5 = n3d()")
case("read in hoc", lambda: [h.x1, h.x2, h.x3, h.x4, h.x5])
