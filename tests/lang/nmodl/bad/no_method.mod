NEURON { SUFFIX a }
STATE { x }
BREAKPOINT { SOLVE d }
DERIVATIVE d { x' = -x }
: expect: 2:9: warning: The state x starts at 0
: expect: 3:20: warning: Nothing solves the states of d
