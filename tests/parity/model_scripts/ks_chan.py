"""KSChan: channels made at run time, with Hodgkin-Huxley gates and with a kinetic scheme.

NEURON finds the first states of a scheme to 1e-8 only: what depends on them is given that room.
"""

from _model import case, clamp, h, section, show, traced


def parameters(*values):
    return h.Vector(list(values))


def potassium():
    channel = h.KSChan(0)
    channel.name("kmade")
    channel.ion("k")
    channel.iv_type(0)
    channel.gmax(0.036)
    channel.add_hhstate("n")
    channel.gate(0).power(4)
    rate = channel.trans(0)
    rate.type(0)
    rate.set_f(0, 3, parameters(0.1, 0.1, -55))
    rate.set_f(1, 2, parameters(0.125, -1 / 80.0, -65))
    return channel


def leak():
    channel = h.KSChan(0)
    channel.name("lmade")
    channel.ion("NonSpecific")
    channel.iv_type(0)
    channel.gmax(0.0003)
    channel.erev(-54.3)
    return channel


def scheme():
    channel = h.KSChan(0)
    channel.name("smade")
    channel.ion("na")
    channel.gmax(0.05)
    states = [channel.add_ksstate(None, name) for name in ("c1", "c2", "o")]
    states[2].frac(1)
    for i, (source, target) in enumerate(((0, 1), (1, 2))):
        rate = channel.add_transition(states[source], states[target])
        rate.type(0)
        rate.set_f(0, 2, parameters(0.5 + 0.2 * i, 0.04, -40))
        rate.set_f(1, 2, parameters(0.3 + 0.1 * i, -0.03, -50))
    return channel


channels = []
case("made", lambda: [channels.append(make()) or channels[-1].name() for make in (potassium, leak, scheme)])
case(
    "sizes",
    lambda: [
        [c.ngate(), c.nstate(), c.ntrans(), c.nligand(), c.gmax(), c.erev(), c.iv_type()] for c in channels
    ],
)
case("ions", lambda: [c.ion() for c in channels])
case("rates", lambda: [[channels[0].trans(0).f(i, v) for i in (0, 1)] for v in (-80, -55, -40, 10)])
soma = section("soma", 20, 20, 1)
case("inserted", lambda: [m.name() for m in soma.insert("kmade").insert("lmade").insert("smade")(0.5)])
case("members", lambda: [sorted(m.__dict__) for m in soma(0.5)])
stimulus = clamp(soma(0.5), 0.5, 1, 1.0)


def refs():
    seg = soma(0.5)
    return {
        "v": seg._ref_v,
        "n": seg.kmade._ref_n,
        "ik": seg._ref_ik,
        "ina": seg._ref_ina,
        "o": seg.smade._ref_o,
    }


for order in (0, 2):
    h.secondorder = order
    show("run %d" % order, traced(refs(), tstop=6), soft=0)
h.secondorder = 0
soma(0.5).smade.gmax = 0.01
show("gmax by segment", traced(refs(), tstop=4), soft=0)
show("style", h.ion_style("k_ion", sec=soma))
