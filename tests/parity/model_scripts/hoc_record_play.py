"""record and play in hoc: &variables, intervals, times, statements, objects, play_remove."""

from _model import case, h, hoc, run, section, thin

hoc("""
create soma
access soma
soma { L = 20  diam = 20  insert hh }
objref stim, vv, vt, vm, vd, va, vi, times, amps, at, said
stim = new IClamp(0.5)
stim.dur = 1e9
x_ = 3
vv = new Vector()
vt = new Vector()
vm = new Vector()
vd = new Vector()
va = new Vector()
vi = new Vector()
vv.record(&v(0.5))
vt.record(&t)
vm.record(&soma.m_hh(0.5))
vd.record(&soma.v(0.5), 0.1)
times = new Vector(3)
times.x[0] = 0.5
times.x[1] = 1.01
times.x[2] = 2.5
va.record(&v(0.5), times)
vi.record(&stim.i)
amps = new Vector(4)
amps.x[0] = 0
amps.x[1] = 1
amps.x[2] = 0.5
amps.x[3] = 0
at = new Vector(4)
at.indgen(1)
""")
VECTORS = ("vv", "vt", "vm", "vd", "va", "vi")


def ran():
    run(4)
    return {name: thin(getattr(h, name), 40) for name in VECTORS}


case("recorded", ran)
for text in (
    "amps.play(&stim.amp, at, 1)",
    "amps.play(&stim.amp, at)",
    "amps.play(&stim.amp, 0.7)",
    "amps.play_remove()",
):
    case(text, lambda: [h("stim.amp = 0"), h("{%s}" % text), ran()])
hoc('said = amps.c\nsaid.play("x_ = $1", at)')
case("statement", lambda: [ran(), h.x_])
hoc("said.play_remove()\nvv.play_remove()")
case("removed", lambda: [ran(), h.x_])
hoc("soma.nseg = 3\nvv.record(&v(0.1))\nsoma { for (x, 0) gnabar_hh(x) = 0.1 + 0.1*x }")
hoc("amps.play(&gkbar_hh(0.5), at, 1)")
case("into a range variable", lambda: [ran(), h.soma.gkbar_hh, [seg.gkbar_hh for seg in h.soma]])
made = section("made", 10, 10, 1, ["pas"])
case("with a Python section", lambda: ran()["vv"][-1])
