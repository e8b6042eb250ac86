NEURON { SUFFIX a }
ASSIGNED { v }
INITIAL { v = 1 dt = 2 }
: expect: 3:11: error: "v" cannot be assigned
: expect: 3:17: error: "dt" cannot be assigned
