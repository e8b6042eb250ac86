: case: CONDUCTANCE of a current of an ion
: record: g seg.ina seg.v
NEURON { SUFFIX conductance_ion USEION na READ ena WRITE ina RANGE g }
ASSIGNED { v ena ina g }
BREAKPOINT {
    CONDUCTANCE g USEION na
    g = 0.001*(1 + t)
    ina = g*(v - ena)
}
