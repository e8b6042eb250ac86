: case: CONSERVE with volumes
: record: a b c
NEURON { SUFFIX kin_conserve_compart }
PARAMETER { ka = 0.3 kb = 0.7 v1 = 2 v2 = 0.5 }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.8 b = 0.1 c = 0.3 }
KINETIC scheme {
    COMPARTMENT v1 { a }
    COMPARTMENT v2*3 { b c }
    ~ a <-> b (ka, kb)
    ~ b <-> c (kb, ka)
    CONSERVE a + b + c = 2.5
}
