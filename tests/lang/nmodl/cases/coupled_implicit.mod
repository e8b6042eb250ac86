: case: derivimplicit of two coupled equations, linear and nonlinear
: record: x z
NEURON { SUFFIX coupled_implicit RANGE x, z }
STATE { x z }
INITIAL { x = 1 z = 0.5 }
BREAKPOINT { SOLVE s METHOD derivimplicit }
DERIVATIVE s { x' = -x + 2*z z' = x - 3*z }
