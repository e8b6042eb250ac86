NEURON { SUFFIX a }
INCLUDE "not_there.inc"
: expect: 2:1: error: The included file not_there.inc was not found
