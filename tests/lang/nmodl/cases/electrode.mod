: case: ELECTRODE_CURRENT of a point process
: record: i seg.v
: before: sec.insert("pas")
NEURON { POINT_PROCESS electrode ELECTRODE_CURRENT i RANGE g, e }
PARAMETER { g = 0.001 e = 10 }
ASSIGNED { v i }
BREAKPOINT { i = g*(e - v) }
