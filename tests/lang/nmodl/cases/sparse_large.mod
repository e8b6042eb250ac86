: case: sparse with many states in a chain and a ring
: record: x m.c[0] m.c[12]
NEURON { SUFFIX sparse_large RANGE x }
DEFINE N 24
ASSIGNED { x }
STATE { c[N] }
INITIAL { FROM i = 0 TO N-1 { c[i] = i/10 } }
BREAKPOINT { SOLVE s METHOD sparse x = c[3]*c[20] }
KINETIC s { FROM i = 0 TO N-2 { ~ c[i] <-> c[i+1] ((1 + i*0.1), 0.5) } ~ c[N-1] <-> c[0] (0.7, 0.2) }
