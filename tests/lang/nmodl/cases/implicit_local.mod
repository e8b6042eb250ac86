: case: derivimplicit with LOCAL variables, conditions and calls in the block
: record: x z
: soft: 1e-7
NEURON { SUFFIX implicit_local RANGE x, z }
STATE { x z }
INITIAL { x = 1 z = 0.5 }
BREAKPOINT { SOLVE s METHOD derivimplicit }
DERIVATIVE s { LOCAL a a = f(x) if (z > 0.4) { a = a*2 } x' = -a*x z' = a - z }
FUNCTION f(u) { f = 1 + u*u/10 }
