"""Point processes and NetCons in hoc: object arrays, weights as arrays, record with &, get_loc, has_loc."""

from _model import case, h, hoc, run, thin

hoc("""
create soma, dend
soma { L = 20  diam = 20  insert hh }
dend { L = 200  diam = 2  nseg = 5  insert pas }
connect dend(0), soma(1)
access soma
objref syn[3], stim, nc[3], ns, vec[3], apc, tvec, vc
ns = new NetStim()
ns.start = 1
ns.interval = 4
ns.number = 3
dend for i = 0, 2 { syn[i] = new Exp2Syn(0.1 + 0.4*i)  syn[i].tau1 = 0.5 + i  syn[i].tau2 = 5 }
for i = 0, 2 {
  nc[i] = new NetCon(ns, syn[i], 10, 1 + i, 0.002*(i + 1))
  vec[i] = new Vector()
  vec[i].record(&syn[i].g)
}
apc = new APCount(0.5)
tvec = new Vector()
apc.record(tvec)
dend vc = new VClamp(0.9)
vc.dur[0] = 0.5
vc.amp[0] = -65
vc.dur[1] = 0
""")
case("run", lambda: run(20) or [thin(vector) for vector in h.vec] + [list(h.tvec), h.apc.n])
hoc("x1 = syn[1].get_loc()\npop_section()\nx2 = ns.has_loc()\nx3 = syn[2].has_loc()")
hoc("nc[1].weight[0] = 0.02\nnc[2].delay = 0.1")
case("places", lambda: [h.x1, h.x2, h.x3, h.vc.dur[0], h.nc[1].weight[0], str(h.syn[0].get_segment())])
case("run changed", lambda: run(20) or [thin(vector) for vector in h.vec] + [list(h.tvec), h.apc.n])
hoc("soma syn[0].loc(0.5)\nobjref syn1\nsyn1 = syn[1]\nobjref syn[1]")
case("moved", lambda: [str(h.syn1.get_segment()), str(h.syn[0])])
hoc("dend stim = new IClamp(1)\nstim.del = 1\nstim.dur = 2\nstim.amp = 0.2\nsoma.nseg = 3\ndend.nseg = 1")
case("after nseg", lambda: [str(h.syn1.get_segment()), str(h.stim.get_segment())])
case("run again", lambda: run(10) or [thin(vector) for vector in (h.vec[1], h.tvec)])
