"""record with the point process or section given, of point-process variables, and what lasts when objects go."""

from _model import case, clamp, h, raises, run, section, show, thin

soma = section("soma", 20, 20, 1, ["hh"])
dend = section("dend", 100, 2, 3, ["pas"])
dend.connect(soma(1))
stimulus = clamp(soma(0.5), 0.2, 0.5, 1)
synapse = h.Exp2Syn(dend(0.5))
source = h.NetStim()
source.start, source.interval, source.number = 0.3, 0.5, 3
link = h.NetCon(source, synapse, 0, 0.1, 0.01)
recorded = {
    "i": h.Vector().record(stimulus, stimulus._ref_i),
    "A": h.Vector().record(synapse, synapse._ref_A, 0.1),
    "g": h.Vector().record(synapse, synapse._ref_g, h.Vector([0.4, 0.5])),
    "v": h.Vector().record(dend(0.5)._ref_v, sec=dend),
    "weight": h.Vector().record(link._ref_weight[0]),
    "start": h.Vector().record(source._ref_start),
}
run(2)
show("values", {key: thin(vector, 30) for key, vector in recorded.items()})
run(1)
show("again", {key: thin(vector, 10) for key, vector in recorded.items()})
v = h.Vector().record(soma(0.5)._ref_v)
m = h.Vector().record(soma(0.5).hh._ref_m)
soma.nseg = 3
case("after nseg", lambda: run(0.2) or [list(v), list(m)])
gone = section("gone", 20, 20, 1, ["hh"])
last = h.Vector().record(gone(0.5)._ref_v)
case("before the section goes", lambda: run(0.1) or list(last))
h.delete_section(sec=gone)
case("after the section is gone", lambda: run(0.1) or list(v))
raises("record a number", lambda: h.Vector().record(3))
raises("record without reference", lambda: h.Vector().record())
