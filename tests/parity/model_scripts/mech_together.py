"""pas, fastpas and hh in one section, inserted in either order, and a neighbour without any."""

from _model import clamp, section, show, traces, voltages

for order in (["pas", "hh", "fastpas"], ["fastpas", "hh", "pas"], ["hh", "pas"]):
    soma = section("soma", 25, 25, 1, order)
    bare = section("bare", 150, 1, 3)
    dend = section("dend", 200, 1, 5, ["pas"], g_pas=1e-4, e_pas=-65)
    bare.connect(soma(1))
    dend.connect(bare(1))
    stimulus = clamp(dend(0.5), 0.4, 5, 0.4)
    refs = dict(voltages(soma), **voltages(bare, 3))
    refs.update(voltages(dend, 3), il=soma(0.5)._ref_il_hh, ip=soma(0.5)._ref_i_pas, ina=soma(0.5)._ref_ina)
    traces("-".join(order), refs, tstop=8)
    show("names " + "-".join(order), [mechanism.name() for mechanism in soma(0.5)])
    soma.uninsert("pas")
    traces("without pas, " + "-".join(order), voltages(soma), tstop=8)
    del stimulus, refs
