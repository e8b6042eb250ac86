: case: two conservation laws
: skip: the reference replaces one equation twice and divides by 0
: record: a b ab c
: values: m.a + m.ab + m.c - 1.2; m.b + m.ab + m.c - 0.9
NEURON { SUFFIX kin_conserve_two }
ASSIGNED { total }
PARAMETER { kf = 3 kb = 0.7 k2 = 0.2 }
STATE { a b ab c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.6 ab = 0.1 c = 0.2 }
KINETIC scheme {
    ~ a + b <-> ab (kf, kb)
    ~ ab <-> c (k2, k2)
    CONSERVE a + ab + c = 1.2
    CONSERVE b + ab + c = 0.9
}
