: case: a channel of five states with a current
: record: c1 c2 c3 i1 o m.g m.i seg.v
: steps: 20
: before: ic = h.IClamp(seg); ic.delay = 0.3; ic.dur = 1; ic.amp = 0.1; sec.insert("pas")
NEURON { SUFFIX kin_current NONSPECIFIC_CURRENT i RANGE g, gbar }
PARAMETER { gbar = 0.01 }
ASSIGNED { v i g al be }
STATE { c1 c2 c3 i1 o }
BREAKPOINT { SOLVE kin METHOD sparse g = gbar*o i = g*(v - 40) }
INITIAL { SOLVE kin STEADYSTATE sparse }
KINETIC kin {
    rates(v)
    ~ c1 <-> c2 (3*al, be)
    ~ c2 <-> c3 (2*al, 2*be)
    ~ c3 <-> o (al, 3*be)
    ~ o <-> i1 (0.3, 0.02)
    CONSERVE c1 + c2 + c3 + i1 + o = 1
}
PROCEDURE rates(v) {
    al = exp((v + 40)/20)
    be = 0.5*exp(-(v + 40)/30)
}
