NEURON { SUFFIX a RANGE x }
ASSIGNED { x[3] }
INITIAL { x[0] = 1 x[3] = 2 }
: expect: 3:20: error: "x" has 3 elements
