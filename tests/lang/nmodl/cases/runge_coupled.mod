: case: runge of coupled equations
: record: x z
NEURON { SUFFIX runge_coupled RANGE x, z }
STATE { x z }
INITIAL { x = 1 z = 0 }
BREAKPOINT { SOLVE s METHOD runge }
DERIVATIVE s { x' = z z' = -x*x }
