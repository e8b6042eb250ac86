: case: CONDUCTANCE that is not the derivative of the current: it is taken all the same
: record: g i seg.v
NEURON { SUFFIX conductance_other NONSPECIFIC_CURRENT i RANGE g }
ASSIGNED { v i g }
BREAKPOINT {
    CONDUCTANCE g
    g = 0.002
    i = 0.001*(v + 20)
}
