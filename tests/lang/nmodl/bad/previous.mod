NEURON { SUFFIX a }
STATE { x }
INITIAL { x = x@1 }
BREAKPOINT { SOLVE d LAG x BY 2 }
DISCRETE d { x = x@2 }
: expect: 3:16: error: @ is for a variable of a DISCRETE block one step before
: expect: 4:22: error: LAG is not supported
: expect: 5:19: error: @ is for a variable of a DISCRETE block one step before
