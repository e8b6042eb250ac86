: case: conditions and locals in a DERIVATIVE block
: record: a
: v: -40
: at 3: seg.v = -70
NEURON { SUFFIX deriv_local_if }
ASSIGNED { v }
STATE { a }
BREAKPOINT { SOLVE s METHOD cnexp }
INITIAL { a = 1 }
DERIVATIVE s {
    LOCAL x
    if (v > -50) { x = 2 } else { x = 0.5 }
    a' = x*(3 - a)
}
