: case: NONLINEAR
: record: a b
: soft: 1e-6
NEURON { SUFFIX nonlin }
STATE { a b }
BREAKPOINT { SOLVE eq }
INITIAL { a = 1 b = 1 }
NONLINEAR eq {
    ~ a*a + b = 3 + t
    ~ a - 2*b*b = 0.2
}
