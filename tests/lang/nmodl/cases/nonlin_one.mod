: case: NONLINEAR with one unknown and statements
: record: x
: soft: 1e-8
NEURON { SUFFIX nonlin_one }
ASSIGNED { v }
STATE { x }
BREAKPOINT { SOLVE eq METHOD newton }
INITIAL { x = 1 SOLVE eq }
NONLINEAR eq {
    LOCAL k
    k = exp(v/100)
    ~ x + k*exp(x) = 2
}
