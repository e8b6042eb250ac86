NEURON { SUFFIX put_get RANGE x }
ASSIGNED { x }
INITIAL { PUT x }
BREAKPOINT { GET x }
: expect: 3:11: error: PUT is of SCoP
: expect: 4:14: error: GET is of SCoP
