: case: CONDUCTANCE of an ELECTRODE_CURRENT's neighbour: only the nonspecific current has one
: record: i1 i2 seg.v
: before: sec.insert("pas")
NEURON { POINT_PROCESS electrode_conductance NONSPECIFIC_CURRENT i1 NONSPECIFIC_CURRENT i2 RANGE g, h2 }
ASSIGNED { v i1 i2 g h2 }
BREAKPOINT {
    CONDUCTANCE g
    CONDUCTANCE h2
    g = 1e-3
    h2 = 2e-3
    i1 = g*v
    i2 = h2*(v + 20)
}
