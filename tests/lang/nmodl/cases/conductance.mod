: case: CONDUCTANCE of a nonspecific current
: record: g i seg.v
NEURON { SUFFIX conductance NONSPECIFIC_CURRENT i RANGE g }
ASSIGNED { v i g }
BREAKPOINT {
    CONDUCTANCE g
    g = 0.001*(1 + t)
    i = g*(v + 20)
}
