NEURON { SUFFIX a }
ASSIGNED { v }
INITIAL { t = 1 dt = 2 }
: expect: 3:11: error: "t" cannot be assigned
: expect: 3:17: error: "dt" cannot be assigned
