"""hh with usetable_hh = 0: the rates themselves."""

from _model import clamp, h, section, show, traces

h.usetable_hh = 0
soma = section("soma", 20, 20, 1, ["hh"])
show("usetable", h.usetable_hh)
stimulus = clamp(soma(0.5), 0.5, 1, 1.5)
REFS = {"v": soma(0.5)._ref_v, "ina": soma(0.5)._ref_ina, "ik": soma(0.5)._ref_ik, "il": soma(0.5).hh._ref_il}
REFS.update((name, getattr(soma(0.5).hh, "_ref_" + name)) for name in ("m", "h", "n", "minf", "htau", "ntau"))
traces("spike", REFS, tstop=10, count=60)
for v_init in (-100, -40, -55, 20, 150):
    traces("from %g" % v_init, REFS, tstop=3, v_init=v_init, count=15)
stimulus.dur = 40
stimulus.amp = 0.2
traces("train", {"v": soma(0.5)._ref_v}, tstop=40, count=150)
h.usetable_hh = 1
traces("table again", REFS, tstop=3, count=15)
