"""hh with its table of rates, which is on by default."""

from _model import clamp, h, section, show, traces

soma = section("soma", 20, 20, 1, ["hh"])
NAMES = "gnabar gkbar gl el gna gk il minf hinf ninf mtau htau ntau m h n".split()
show("usetable", h.usetable_hh)
show("defaults", [getattr(soma(0.5).hh, name) for name in NAMES])
show("variables", sorted(soma(0.5).hh.__dict__))


def refs(seg):
    found = {name: getattr(seg.hh, "_ref_" + name) for name in NAMES}
    found.update(v=seg._ref_v, ina=seg._ref_ina, ik=seg._ref_ik, icap=seg._ref_i_cap)
    return found


traces("rest", refs(soma(0.5)), tstop=2, count=20)
stimulus = clamp(soma(0.5), 0.5, 1, 1.5)
traces("spike", refs(soma(0.5)), tstop=10, count=60)
stimulus.dur = 30
stimulus.amp = 0.3
traces("train", {"v": soma(0.5)._ref_v, "m": soma(0.5).hh._ref_m}, tstop=30, count=150)
stimulus.amp = -0.5
traces("hyperpolarized", refs(soma(0.5)), tstop=5, v_init=-120, count=20)
traces("from above", {"v": soma(0.5)._ref_v, "n": soma(0.5).hh._ref_n}, tstop=5, v_init=60)
traces("outside the table", {"v": soma(0.5)._ref_v, "m": soma(0.5).hh._ref_m}, tstop=2, v_init=150)
