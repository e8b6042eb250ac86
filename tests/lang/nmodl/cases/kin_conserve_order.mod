: case: CONSERVE names the states in another order, and before the reactions
: record: c1 c2 o
NEURON { SUFFIX kin_conserve_order }
PARAMETER { k1 = 0.3 k2 = 0.7 k3 = 1.1 k4 = 0.2 }
STATE { c1 c2 o }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { c1 = 0.5 c2 = 0.2 o = 0.1 }
KINETIC scheme {
    CONSERVE o + c1 + c2 = 1
    ~ c1 <-> c2 (k1, k2)
    ~ c2 <-> o (k3, k4)
}
