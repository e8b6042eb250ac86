NEURON { SUFFIX a }
STATE { x y }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { SOLVE d METHOD cnexp x' = -x }
: expect: 2:9: warning: The state x starts at 0
: expect: 2:11: warning: Nothing uses "y": remove it from STATE.
: expect: 4:22: error: SOLVE of d leads back to itself
