: case: the old way: SOLVE of a PROCEDURE that steps the states itself
: record: m.m m.h
NEURON { SUFFIX proc_solve RANGE minf, mexp }
ASSIGNED { v minf mexp }
STATE { m h }
BREAKPOINT { SOLVE states }
INITIAL { rates(v) m = 0.1 h = minf }
PROCEDURE states() {
    rates(v)
    m = m + mexp*(minf - m)
    h = h + 0.5*mexp*(1 - minf - h)
}
PROCEDURE rates(v) {
    minf = 1/(1 + exp(-(v + 40)/10))
    mexp = 1 - exp(-dt/3)
}
