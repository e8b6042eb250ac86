: case: CONSERVE, with states that do not fulfil it at first
: record: c1 c2 o
NEURON { SUFFIX kin_conserve }
PARAMETER { k1 = 0.3 k2 = 0.7 k3 = 1.1 k4 = 0.2 }
STATE { c1 c2 o }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { c1 = 0.5 c2 = 0.2 o = 0.1 }
KINETIC scheme {
    ~ c1 <-> c2 (k1, k2)
    ~ c2 <-> o (k3, k4)
    CONSERVE c1 + c2 + o = 1
}
