NEURON { SUFFIX lag_number RANGE x }
ASSIGNED { x }
BREAKPOINT { LAG x BY 2 }
: expect: 3:23: error: Expected the name of a variable that is the delay here
