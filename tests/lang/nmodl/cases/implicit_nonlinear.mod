: case: derivimplicit of a nonlinear system
: record: a b
: soft: 1e-7
NEURON { SUFFIX implicit_nonlinear }
STATE { a b }
BREAKPOINT { SOLVE s METHOD derivimplicit }
INITIAL { a = 1 b = 0.5 }
DERIVATIVE s { a' = b - a*a*a b' = -a + 0.3*b*b }
