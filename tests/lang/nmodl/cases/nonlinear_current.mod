: case: a current that is not linear in v
: record: i seg.v
: soft: 1e-7
NEURON { SUFFIX nonlinear_current NONSPECIFIC_CURRENT i }
ASSIGNED { v i }
BREAKPOINT { i = 1e-5*(v + 20)*exp(v/40) }
