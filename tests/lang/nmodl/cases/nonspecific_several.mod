: case: several nonspecific currents, one of them not linear in v
: record: i1 i2 i3 seg.v
NEURON { SUFFIX nonspecific_several NONSPECIFIC_CURRENT i1, i2, i3 RANGE g }
PARAMETER { g = 0.0005 }
ASSIGNED { v i1 i2 i3 }
BREAKPOINT { i1 = g*(v + 70) i2 = g*0.1*v*v/100 i3 = g*exp(v/50) }
