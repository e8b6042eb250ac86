: case: derivimplicit: van der Pol
: record: x z
: soft: 1e-7
NEURON { SUFFIX coupled_nonlinear RANGE x, z }
STATE { x z }
INITIAL { x = 1 z = 0.5 }
BREAKPOINT { SOLVE s METHOD derivimplicit }
DERIVATIVE s { x' = z z' = 2*(1 - x*x)*z - x }
