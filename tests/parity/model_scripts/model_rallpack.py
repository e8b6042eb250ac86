"""Rallpack 1, 2 and 3, shortened: the uniform passive cable, the branching passive cable, the uniform hh axon."""

from _model import case, clamp, h, section, traced

PASSIVE = {"Ra": 100, "cm": 1, "g_pas": 1 / 40000.0, "e_pas": -65}


def cable(nseg):
    sec = section("cable", 1000, 1, nseg, ["pas"], **PASSIVE)
    stimulus = clamp(sec(0), 0, 1e9, 0.1)
    return [sec, stimulus], {"near": sec(0)._ref_v, "far": sec(1)._ref_v, "middle": sec(0.3)._ref_v}


def branching(depth=6):
    made, level, diam, L = [], [], 16.0, 32.0
    level = [section("trunk", L, diam, 1, ["pas"], **PASSIVE)]
    made += level
    for i in range(1, depth):
        diam, L = 16.0 / 2 ** (2 * i / 3.0), 32.0 / 2 ** (i / 3.0)
        after = []
        for parent in level:
            for _ in (0, 1):
                kid = section("b%d_%d" % (i, len(after)), L, diam, 1, ["pas"], **PASSIVE)
                kid.connect(parent(1))
                after.append(kid)
        level = after
        made += level
    stimulus = clamp(made[0](0), 0, 1e9, 0.1)
    return made + [stimulus], {
        "near": made[0](0)._ref_v,
        "far": level[-1](1)._ref_v,
        "first": level[0](0.5)._ref_v,
    }


def axon(nseg):
    h.celsius = 6.3
    sec = section("axon", 1000, 1, nseg, ["hh"], Ra=100, cm=1)
    for name, value in (("gl_hh", 1 / 40000.0), ("el_hh", -65), ("gnabar_hh", 0.12), ("gkbar_hh", 0.036)):
        setattr(sec, name, value)
    sec.ena, sec.ek = 50, -77
    stimulus = clamp(sec(0), 0, 1e9, 0.1)
    return [sec, stimulus], {"near": sec(0)._ref_v, "far": sec(1)._ref_v}


def ran(build, tstop, dt, **how):
    kept, refs = build(**how)
    return traced(refs, tstop=tstop, dt=dt, count=100)


for order in (0, 2):
    for dt in (0.05, 0.01):
        h.secondorder = order
        name = ", secondorder %d dt %g" % (order, dt)
        case("rallpack 1" + name, lambda: ran(cable, 25, dt, nseg=100))
        case("rallpack 2" + name, lambda: ran(branching, 25, dt))
        case("rallpack 3" + name, lambda: ran(axon, 15, dt, nseg=100))
