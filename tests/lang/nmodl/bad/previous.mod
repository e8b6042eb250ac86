NEURON { SUFFIX a }
STATE { x }
INITIAL { x = x@1 }
BREAKPOINT { SOLVE d LAG x BY 2 }
DISCRETE d { x = x@2 }
: expect: 3:16: error: @ is for a variable of a DISCRETE block one step before
: expect: 4:31: error: Expected the name of a variable that is the delay here
: expect: 5:19: error: @ is for a variable of a DISCRETE block one step before
