NEURON { SUFFIX a }
STATE { x }
BREAKPOINT { SOLVE d }
DERIVATIVE d { x' = -x }
: expect: 3:20: warning: Nothing solves the states of d
