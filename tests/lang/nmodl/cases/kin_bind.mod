: case: two reactants: a nonlinear system
: record: a b c
NEURON { SUFFIX kin_bind }
PARAMETER { kf = 3 (/mM-ms) kb = 0.7 (/ms) }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 1 b = 0.6 c = 0.1 }
KINETIC scheme {
    ~ a + b <-> c (kf, kb)
}
