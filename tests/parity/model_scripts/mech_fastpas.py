"""fastpas: the leak without a current that can be read."""

from _model import clamp, section, show, traces, voltages

soma = section("soma", 20, 20, 1, ["fastpas"])
show("defaults", [soma(0.5).fastpas.g, soma(0.5).fastpas.e, soma.has_membrane("fastpas")])
show("variables", sorted(soma(0.5).fastpas.__dict__))
stimulus = clamp(soma(0.5), 1, 2, 0.1)
traces("run", voltages(soma), tstop=6, v_init=-70)
both = section("both", 200, 2, 5, ["fastpas", "pas"])
both.g_fastpas = 3e-4
both.e_fastpas = -72
both(0.1).fastpas.g = 1e-3
kick = clamp(both(0.9), 0.2, 3, 0.02)
traces("with pas", dict(voltages(both), i=both(0.5)._ref_i_pas), tstop=5)
