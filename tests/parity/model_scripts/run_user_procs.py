"""Programs that redefine init and advance, or hook into the run, from hoc and Python."""

from _model import case, clamp, h, section, thin

h.load_file("stdrun.hoc")
soma = section("soma", 20, 20, 1, ["hh", "pas"])
stimulus = clamp(soma(0.5), 0.5, 1, 1)
v = h.Vector().record(soma(0.5)._ref_v)
h("{steps_ = 0  inits_ = 0}")


def ran(tstop=3):
    h.tstop = tstop
    h.run()
    return [h.t, h.steps_, h.inits_, v.size(), thin(v, 40)]


case("plain", ran)
h("proc advance() { fadvance()  steps_ = steps_ + 1 }")
case("advance", ran)
h("proc init() { inits_ = inits_ + 1  finitialize(-58)  fcurrent() }")
case("init", ran)
h(
    "proc init() { finitialize(v_init)  forall { e_pas = v + (ina + ik + il_hh) / g_pas }  fcurrent()  frecord_init() }"
)
case("balanced", lambda: ran() + [soma(0.5).e_pas])
h("proc advance() { fadvance()  if (t > 1) { dt = 0.05 } else { dt = 0.025 } }")
h("proc step() { advance() }")
case("changing dt", ran)
h("proc advance() { fadvance()  if (v(0.5) > 0) stoprun = 1 }")
h("access " + soma.hoc_internal_name())
case("stops itself", lambda: ran() + [h.stoprun])
h("proc init() { finitialize(v_init) }")
h("proc advance() { fadvance() }")
seen = []
h.cvode_active(0)
handler = h.FInitializeHandler(lambda: seen.append(h.t))
case("handler", lambda: ran(1) + [list(seen)])
