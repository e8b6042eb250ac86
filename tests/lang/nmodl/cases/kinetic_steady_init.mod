: case: SOLVE STEADYSTATE sparse in INITIAL, then steps
: record: o seg.v
NEURON { SUFFIX kinetic_steady_init RANGE o NONSPECIFIC_CURRENT i }
ASSIGNED { v i }
STATE { c1 c2 o }
INITIAL { SOLVE s STEADYSTATE sparse }
BREAKPOINT { SOLVE s METHOD sparse i = 0.001*o*(v - 10) }
KINETIC s { ~ c1 <-> c2 (al(v), be(v)) ~ c2 <-> o (2*al(v), be(v)/2) CONSERVE c1 + c2 + o = 1 }
FUNCTION al(u) { al = exp((u + 50)/20) }
FUNCTION be(u) { be = exp(-(u + 50)/30) }
