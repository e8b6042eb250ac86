"""extracellular in a part of a tree only, with branches, reversed sections and electrodes."""

from _model import clamp, h, second_layer, section, show, traces, voltages

soma = section("soma", 30, 30, 1, ["hh"])
axon = section("axon", 800, 2, 9, ["hh", "extracellular"])
dend = section("dend", 300, 2, 5, ["pas", "extracellular"], g_pas=1e-4)
twig = section("twig", 200, 1, 3, ["pas"], g_pas=1e-4)
axon.connect(soma(0))
dend.connect(soma(1), 1)
twig.connect(dend(0.5))
for seg in list(axon) + list(dend):
    seg.xg[0] = 1e-3
    seg.xraxial[0] = 200
    seg.xc[0] = 0.02
inside = clamp(soma(0.5), 0.3, 1, 3)
synapse = h.AlphaSynapse(dend(0.5))
synapse.onset, synapse.tau, synapse.gmax, synapse.e = 1, 1, 0.005, 0
refs = dict(voltages(soma), **voltages(axon, 3))
refs.update(voltages(dend, 3))
refs.update(voltages(twig, 2))
refs.update(ext=axon(0.5)._ref_vext[0], ext2=second_layer(dend(0.9)), im=axon(0.5)._ref_i_membrane)
traces("run", refs, tstop=8)
show("vext", [[sec(x).vext[0] for x in (0, 0.5, 1)] for sec in (axon, dend)])
outside = section("wrapped", 50, 50, 1, ["extracellular", "pas"])
outside(0.5).xg[0] = 0.01
voltage = h.SEClamp(outside(0.5))
voltage.dur1, voltage.amp1, voltage.rs = 3, -20, 5
traces("clamped", {"v": outside(0.5)._ref_v, "ext": outside(0.5)._ref_vext[0], "i": voltage._ref_i}, tstop=4)
