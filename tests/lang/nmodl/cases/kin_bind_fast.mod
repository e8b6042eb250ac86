: case: two reactants and rates far above 1/dt: how far the iteration goes
: record: a b c
: dt: 1
NEURON { SUFFIX kin_bind_fast }
PARAMETER { kf = 3000 (/mM-ms) kb = 7 (/ms) }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 1 b = 0.6 c = 0.1 }
KINETIC scheme {
    ~ a + b <-> c (kf, kb)
}
