"""A cell of hh, pas and fastpas at two temperatures, every secondorder, with Nernst potentials."""

from _model import clamp, h, section, traces, voltages

soma = section("soma", 25, 25, 1, ["hh", "pas"])
dend = section("dend", 400, 2, 7, ["fastpas", "hh"])
tuft = section("tuft", 200, 1, 3, ["pas", "fastpas"])
dend.connect(soma(1))
tuft.connect(dend(1))
dend.gnabar_hh = 0.05
for sec in (soma, dend):
    h.ion_style("na_ion", 1, 2, 1, 1, 0, sec=sec)
    h.ion_style("k_ion", 1, 2, 1, 1, 0, sec=sec)
stimulus = clamp(soma(0.5), 0.3, 2, 2)
electrode = h.SEClamp(tuft(0.5))
electrode.dur1, electrode.amp1, electrode.dur2, electrode.amp2, electrode.rs = 3, -70, 1, -60, 50
refs = dict(voltages(soma), **voltages(dend, 3))
refs.update(voltages(tuft, 2))
refs.update(ena=soma(0.5)._ref_ena, ek=dend(0.5)._ref_ek, iv=electrode._ref_i)
for celsius in (6.3, 30):
    for order in (0, 1, 2):
        h.celsius, h.secondorder = celsius, order
        traces("celsius %g secondorder %d" % (celsius, order), refs, tstop=5, count=40)
