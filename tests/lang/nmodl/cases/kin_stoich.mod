: case: coefficients of reactants and products
: record: a b c
NEURON { SUFFIX kin_stoich }
PARAMETER { kf = 3 kb = 0.7 }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 1 b = 0.6 c = 0.1 }
KINETIC scheme {
    ~ 2 a + b <-> 3 c (kf, kb)
}
