: case: a current computed by VERBATIM, and a state whose rate is
: record: n ii gnow seg.v
: steps: 8
NEURON { SUFFIX verb_breakpoint NONSPECIFIC_CURRENT ii RANGE gnow }
PARAMETER { g = 0.002 e = -50 }
ASSIGNED { v ii gnow rate }
STATE { n }
INITIAL { n = 0.1 }
BREAKPOINT {
    SOLVE states METHOD cnexp
    gnow = g * n
VERBATIM
    ii = gnow * (v - e);
ENDVERBATIM
}
DERIVATIVE states {
    find(v)
    n' = rate * (1 - n)
}
PROCEDURE find(u) {
VERBATIM
    rate = 1.0 / (1.0 + fabs(_lu) / 30.0);
ENDVERBATIM
}
