: case: a mechanism that changes v changes its own copy
: record: seen after n seg.v
: steps: 4
NEURON { SUFFIX volt_local NONSPECIFIC_CURRENT i RANGE seen, after }
ASSIGNED { v i seen after }
STATE { n }
INITIAL { n = 0 v = v + 3 }
BREAKPOINT {
    SOLVE s METHOD cnexp
    v = v + 20
    i = 0.0001 * (v + 65)
}
DERIVATIVE s { rates(v) n' = 1 - n }
PROCEDURE rates(u) {
    v = v + 10
    seen = v
    v = v - 10
    after = v
}
