: case: currents that a PROCEDURE assigns, by a FUNCTION of v
: record: i seg.v
NEURON { SUFFIX current_procedure NONSPECIFIC_CURRENT i RANGE g }
PARAMETER { g = 0.0005 }
ASSIGNED { v i }
BREAKPOINT { c(v) }
PROCEDURE c(u) { i = g*f(u)*(u + 70) }
FUNCTION f(u) { f = 1/(1 + exp(-(u + 50)/10)) }
