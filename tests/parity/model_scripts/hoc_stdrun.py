"""A whole hoc program with load_file, templates of its own, run() and vectors; read from Python at the end."""

from _model import case, h, hoc, thin

h.load_file("stdrun.hoc")
hoc("""
create a, b
access a
forall { L = 30  diam = 30  insert hh }
objref sa, nc, syn, t_, va, vb, spikes
sa = new IClamp(0.5)
sa.del = 1
sa.dur = 12
sa.amp = 0.6
b syn = new ExpSyn(0.5)
syn.tau = 3
a nc = new NetCon(&v(0.5), syn, -20, 2, 0.05)
t_ = new Vector()
va = new Vector()
vb = new Vector()
spikes = new Vector()
t_.record(&t)
va.record(&a.v(0.5))
vb.record(&b.v(0.5), 0.1)
nc.record(spikes)
tstop = 15
v_init = -62
celsius = 10
proc twice() { run()  first_ = va.max()  celsius = 20  run()  second_ = va.max() }
""")
case("run", lambda: [h("run()"), h.t, h.t_.size(), thin(h.va), thin(h.vb), list(h.spikes)])
case("twice", lambda: [h("twice()"), h.first_, h.second_, list(h.spikes), thin(h.vb)])
hoc("secondorder = 2\nsteps_per_ms = 20\ndt = 0.05\nrun()")
case("secondorder 2", lambda: [h.dt, h.t, thin(h.va), list(h.spikes)])
hoc("forall { nseg = 3  uninsert hh  insert pas  g_pas(0:1) = 1e-4:5e-4 }\nrun()")
case("passive", lambda: [thin(h.va), thin(h.vb), list(h.spikes)])
