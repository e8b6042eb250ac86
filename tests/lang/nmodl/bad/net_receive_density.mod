NEURON { SUFFIX a }
NET_RECEIVE(w) { }
: expect: 2:1: error: NET_RECEIVE is of point processes
