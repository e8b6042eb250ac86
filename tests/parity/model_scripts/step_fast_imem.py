from _model import case, clamp, h, raises, section, show, stepped, traces

soma = section("soma", 25, 25, 1, ["hh"])
dend = section("dend", 300, 2, 5, ["pas"], g_pas=2e-4, e_pas=-65)
twig = section("twig", 200, 1, 3, ["hh"])
dend.connect(soma(1))
twig.connect(dend(0.5))
stimulus = clamp(soma(0.5), 0.3, 1, 2)
synapse = h.AlphaSynapse(twig(0.9))
synapse.onset, synapse.tau, synapse.gmax = 1, 0.5, 0.003
SEGMENTS = [seg for sec in (soma, dend, twig) for seg in sec]
cvode = h.CVode()
show("off", cvode.use_fast_imem())
raises("without it", lambda: soma(0.5).i_membrane_)
case("on", lambda: [cvode.use_fast_imem(1), cvode.use_fast_imem()])


def refs():
    return {str(seg): seg._ref_i_membrane_ for seg in SEGMENTS[::2]}


for order in (0, 1, 2):
    h.secondorder = order
    traces("secondorder %d" % order, refs, tstop=6)
h.secondorder = 0
case("steps", lambda: [row[:5] for row in stepped(lambda: [seg.i_membrane_ for seg in SEGMENTS], 40)])
case("sum is what electrodes bring", lambda: abs(sum(s.i_membrane_ for s in SEGMENTS) - stimulus.i) < 1e-9)
case("at the ends", lambda: [soma(0).i_membrane_, soma(1).i_membrane_, dend(1).i_membrane_])
cvode.use_fast_imem(0)
show("off again", cvode.use_fast_imem())
