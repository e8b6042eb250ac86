"""fcurrent, frecord_init, finitialize again, states set by hand after finitialize, re_init."""

from _model import advance, case, clamp, h, section, show, thin

soma = section("soma", 20, 20, 1, ["hh", "pas"])
stimulus = clamp(soma(0.5), 0, 1, 0.5)
seg = soma(0.5)


def state():
    return [h.t, seg.v, seg.ina, seg.ik, seg.hh.il, seg.i_pas, seg.hh.m, seg.hh.minf, stimulus.i, seg.i_cap]


case("before", state)
case("return values", lambda: [h.finitialize(-65), h.fadvance(), h.fcurrent(), h.frecord_init()])
case("finitialize", lambda: h.finitialize(-60) and state())


def currents():
    h.finitialize(-65)
    seg.v = -50
    seg.hh.m = 0.5
    seg.hh.gnabar = 0.1
    before = state()
    h.fcurrent()
    return [before, state()]


case("fcurrent", currents)


def balanced():
    h.finitialize(-61)
    h.fcurrent()
    seg.pas.e = seg.v + (seg.ina + seg.ik + seg.hh.il) / seg.pas.g
    stimulus.amp = 0
    v = h.Vector().record(seg._ref_v)
    h.finitialize(-61)
    advance(2)
    return [seg.pas.e] + list(v)[::8]


case("balanced at -61", balanced)


def record_again():
    v, t = h.Vector().record(seg._ref_v), h.Vector().record(h._ref_t)
    h.finitialize(-65)
    advance(1)
    size = v.size()
    seg.v = -40
    h.t = 0
    h.frecord_init()
    after = [size, v.size(), list(v), list(t)]
    advance(0.5)
    return after + [thin(v), thin(t)]


case("frecord_init", record_again)


def jumped():
    v = h.Vector().record(seg._ref_v)
    h.finitialize(-65)
    advance(1)
    seg.v = -30
    seg.hh.h = 0.9
    advance(2)
    return list(v)[::2]


case("state set in the run", jumped)
show("after", state())
