NEURON { SUFFIX warn_solve }
STATE { z }
INITIAL { z = 1 }
BREAKPOINT { if (z > 0.5) { SOLVE s METHOD cnexp } }
DERIVATIVE s { z' = -z }
: expect: 4:35: warning: NEURON 9 solves s whatever the condition around it
