NEURON { SUFFIX a }
INITALIZE { }
: expect: 2:1: error: "INITALIZE" begins no block of NMODL
