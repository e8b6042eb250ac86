NEURON { SUFFIX pointing POINTER p RANGE x }
ASSIGNED { x p }
INITIAL { x = nrn_pointing(x) }
: expect: 3:15: error: The argument of nrn_pointing is a POINTER of the NEURON block.
