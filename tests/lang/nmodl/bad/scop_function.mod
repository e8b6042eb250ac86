NEURON { SUFFIX a RANGE x }
ASSIGNED { x }
INITIAL { x = legendre(1, 2, 3) }
: expect: 3:15: error: legendre is of SCoP and cannot be called in NEURON
