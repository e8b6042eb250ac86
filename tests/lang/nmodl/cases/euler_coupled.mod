: case: euler of coupled equations uses the old states of all
: record: x z
NEURON { SUFFIX euler_coupled RANGE x, z }
STATE { x z }
INITIAL { x = 1 z = 0 }
BREAKPOINT { SOLVE s METHOD euler }
DERIVATIVE s { x' = z z' = -x }
