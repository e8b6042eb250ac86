: case: a current of a point process in a small segment, with its conductance
: record: i seg.v
: steps: 10
: before: sec.L = 3; sec.diam = 2; sec.insert("pas")
NEURON { POINT_PROCESS pp_area NONSPECIFIC_CURRENT i RANGE g }
PARAMETER { g = 1e-4 (uS) }
ASSIGNED { v i }
BREAKPOINT { i = g*(v - 20) }
