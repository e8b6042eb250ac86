NEURON { SUFFIX a }
TERMINAL { }
: expect: 2:1: error: A block TERMINAL is of SCoP
