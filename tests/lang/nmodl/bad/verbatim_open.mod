NEURON { SUFFIX a }
: expect: 3:1: error: VERBATIM has no ENDVERBATIM
VERBATIM
int x;
