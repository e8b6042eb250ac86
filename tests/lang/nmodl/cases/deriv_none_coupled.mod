: case: SOLVE of a coupled, nonlinear DERIVATIVE without METHOD
: record: a b
: soft: 1e-8
NEURON { SUFFIX deriv_none_coupled }
STATE { a b }
BREAKPOINT { SOLVE d }
INITIAL { a = 1 b = 0.2 }
DERIVATIVE d {
    a' = -0.7*a*b + 0.1
    b' = a - b*b
}
