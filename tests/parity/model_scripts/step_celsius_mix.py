"""A cell of all shipped density mechanisms at two temperatures, with Nernst potentials.

Only the first order: with extracellular and secondorder the reference doubles the change inside and not that outside.
"""

from _model import clamp, h, section, traces, voltages

soma = section("soma", 25, 25, 1, ["hh", "pas"])
dend = section("dend", 400, 2, 7, ["fastpas", "extracellular", "hh"])
tuft = section("tuft", 200, 1, 3, ["pas", "fastpas"])
dend.connect(soma(1))
tuft.connect(dend(1))
dend.gnabar_hh = 0.05
for seg in dend:
    seg.xg[0], seg.xraxial[0] = 0.1, 100
for sec in (soma, dend):
    h.ion_style("na_ion", 1, 2, 1, 1, 0, sec=sec)
    h.ion_style("k_ion", 1, 2, 1, 1, 0, sec=sec)
stimulus = clamp(soma(0.5), 0.3, 2, 2)
electrode = h.SEClamp(tuft(0.5))
electrode.dur1, electrode.amp1, electrode.dur2, electrode.amp2, electrode.rs = 3, -70, 1, -60, 50
refs = dict(voltages(soma), **voltages(dend, 3))
refs.update(voltages(tuft, 2))
refs.update(ena=soma(0.5)._ref_ena, ek=dend(0.5)._ref_ek, ext=dend(0.5)._ref_vext[0], iv=electrode._ref_i)
for celsius in (6.3, 30):
    h.celsius = celsius
    traces("celsius %g" % celsius, refs, tstop=5, count=40)
