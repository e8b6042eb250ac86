: case: LOCAL, if and else, procedures and functions between reactions
: record: a b c
: steps: 8
NEURON { SUFFIX kin_if }
STATE { a b c }
ASSIGNED { rate }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 c = 0.2 }
KINETIC scheme {
    LOCAL k, m
    setrate(v)
    k = half(rate)
    m = 0.1
    if (v < -100) {
        ~ a <-> b (k, m)
    } else {
        m = 0.2
        ~ a <-> c (2*k, m)
    }
    ~ b <-> c (m, k)
}
PROCEDURE setrate(v (mV)) { rate = exp(v/30) + 1 }
FUNCTION half(x) { half = x/2 }
