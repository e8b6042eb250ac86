NEURON { SUFFIX a }
STATE { x }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { x'' = -x }
: expect: 4:18: error: NEURON solves no second derivatives
