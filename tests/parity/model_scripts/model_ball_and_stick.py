"""Ball and stick: hh soma, passive dendrite, current clamp; several amplitudes, segments, orders."""

from _model import case, clamp, h, section, show, traced, voltages

soma = section("soma", 12.6157, 12.6157, 1, ["hh"], Ra=100, cm=1)
dend = section("dend", 200, 1, 11, ["pas"], Ra=100, cm=1, g_pas=0.001, e_pas=-65)
dend.connect(soma(1))
soma.gnabar_hh, soma.gkbar_hh, soma.gl_hh, soma.el_hh = 0.12, 0.036, 0.0003, -54.3
stimulus = clamp(dend(1), 5, 1, 0.1)
show("areas", [sum(seg.area() for seg in sec) for sec in (soma, dend)])


def refs():
    return dict(voltages(soma), **voltages(dend, 4))


for amp in (0.075, 0.15, 0.3):
    stimulus.amp = amp
    case("amp %g" % amp, lambda: traced(refs(), tstop=20, count=80))
for nseg in (1, 3, 101):
    dend.nseg = nseg
    case("nseg %d" % nseg, lambda: traced(refs(), tstop=15, count=60))
dend.nseg = 11
h.secondorder = 2
case("secondorder 2", lambda: traced(refs(), tstop=15, count=60))
h.celsius = 16.3
case("warm", lambda: traced(refs(), tstop=15, count=60))
