NEURON { SUFFIX a NONSPECIFIC_CURRENT i }
ASSIGNED { v i g }
BREAKPOINT { CONDUCTANCE g USEION na
    g = 1 i = g*v }
: expect: 3:14: error: CONDUCTANCE is of the ion na
