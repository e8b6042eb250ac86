"""Mechanisms inserted and removed, point processes made and dropped, parameters changed in the middle of a run."""

from _model import advance, case, clamp, h, section, thin

soma = section("soma", 20, 20, 3, ["hh"])
dend = section("dend", 200, 2, 5)
dend.connect(soma(1))
stimulus = clamp(soma(0.5), 0.2, 4, 0.8)


def ran(act, again=lambda: None):
    v, w = h.Vector().record(soma(0.5)._ref_v), h.Vector().record(dend(0.5)._ref_v)
    h.dt = 0.025
    h.finitialize(-65)
    advance(1)
    kept = act()
    advance(2)
    again()
    advance(4)
    del kept
    return [thin(v, 60), thin(w, 60), [m.name() for m in soma(0.5)], [m.name() for m in dend(0.5)]]


def made():
    one = clamp(dend(0.7), 1.5, 1, -0.3)
    return one


case("nothing", lambda: ran(lambda: None))
case("pas into the dendrite", lambda: ran(lambda: dend.insert("pas")))
case("out again", lambda: ran(lambda: None, lambda: dend.uninsert("pas")))
case("hh into the dendrite", lambda: ran(lambda: dend.insert("hh")))
case("hh out", lambda: ran(lambda: None, lambda: dend.uninsert("hh")))
case("a clamp", lambda: ran(made))
case(
    "conductance",
    lambda: ran(lambda: setattr(soma, "gnabar_hh", 0.06), lambda: setattr(soma, "gnabar_hh", 0.12)),
)
case("length", lambda: ran(lambda: setattr(dend, "L", 300), lambda: setattr(dend, "diam", 3)))
case("Ra and cm", lambda: ran(lambda: setattr(dend, "Ra", 300), lambda: setattr(soma, "cm", 2)))
case("disconnected", lambda: ran(lambda: dend.disconnect(), lambda: dend.connect(soma(0.5))))
case("clamp moved", lambda: ran(lambda: stimulus.loc(dend(0.9)), lambda: stimulus.loc(soma(0.5))))
