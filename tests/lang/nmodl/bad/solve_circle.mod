NEURON { SUFFIX a }
STATE { x y }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { SOLVE d METHOD cnexp x' = -x }
: expect: 4:22: error: SOLVE of d leads back to itself
