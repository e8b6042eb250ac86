"""More than thirty spikes of a cell with a dendrite, at two temperatures: the last traces may have grown round-off."""

from _model import case, clamp, h, recorded, run, section, show, spikes, thin, voltages

soma = section("soma", 20, 20, 1, ["hh"])
dend = section("dend", 300, 2, 7, ["hh"])
dend.connect(soma(1))
dend.gnabar_hh = 0.04
stimulus = clamp(dend(0.7), 1, 1e9, 0.6)
times, watches = spikes({"soma": soma, "dend": dend}, -10)
show("firing", stimulus.amp)


def trace(tstop):
    vectors = recorded(dict(voltages(soma), **voltages(dend, 2)))
    run(tstop)
    return {key: thin(vector, 200) for key, vector in vectors.items()}


show("400 ms", trace(400), soft=50)
case("spikes", lambda: {key: [vector.size()] + list(vector) for key, vector in times.items()})
h.celsius = 16.3
show("warm, 200 ms", trace(200), soft=100)
case("warm spikes", lambda: {key: [vector.size()] + list(vector) for key, vector in times.items()})
h.secondorder = 2
show("secondorder 2, 200 ms", trace(200), soft=100)
