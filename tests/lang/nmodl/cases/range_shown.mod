: case: RANGE of hidden things: LOCAL-like ASSIGNED kept from step to step, one that is not
: record: x
NEURON { SUFFIX range_shown RANGE x }
ASSIGNED { x kept v }
INITIAL { kept = 1 x = 0 }
BREAKPOINT { kept = kept*2 x = kept + v*0 }
