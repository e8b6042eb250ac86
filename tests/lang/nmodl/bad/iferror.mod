NEURON { SUFFIX iferror }
STATE { x }
INITIAL { x = 2 }
BREAKPOINT { SOLVE s METHOD cnexp IFERROR { x = 0 } }
DERIVATIVE s { x' = -x }
: expect: 4:35: error: IFERROR is of SCoP and not of NEURON
