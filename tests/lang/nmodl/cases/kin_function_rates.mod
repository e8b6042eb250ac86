: case: rates that are calls, with table
: record: m.c m.o
: steps: 6
: before: ic = h.IClamp(seg); ic.dur = 1; ic.amp = 0.05
NEURON { SUFFIX kin_function_rates RANGE al }
ASSIGNED { v al }
STATE { c o }
BREAKPOINT { SOLVE kin METHOD sparse }
INITIAL { SOLVE kin STEADYSTATE sparse }
KINETIC kin {
    alpha(v)
    ~ c <-> o (al, beta(v, 3))
    CONSERVE c + o = 1
}
PROCEDURE alpha(v (mV)) {
    TABLE al FROM -100 TO 100 WITH 200
    al = exp(v/37)
}
FUNCTION beta(v, k) { beta = k*exp(-v/50)/(1 + exp(v)) }
