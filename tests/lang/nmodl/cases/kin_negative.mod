: case: a state that a flux drives below zero
: record: a b
NEURON { SUFFIX kin_negative }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.1 b = 0 }
KINETIC scheme {
    ~ a << (-2)
    ~ a <-> b (0.1, 0.1)
}
