: case: DISCRETE with states of earlier steps
: record: x z
NEURON { SUFFIX discrete_delay RANGE x, z }
STATE { x z }
INITIAL { x = 1 z = 0 }
BREAKPOINT { SOLVE s }
DISCRETE s { x = x@1*2 - z@1 z = x@1 }
