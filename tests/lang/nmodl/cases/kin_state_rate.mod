: case: a rate that depends on a state: taken as it is at the start of the step
: record: a b c
NEURON { SUFFIX kin_state_rate }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 c = 0.2 }
KINETIC scheme {
    ~ a <-> b (2*c, 0.7)
    ~ b <-> c (1, 2)
    ~ c << (-0.1*a)
}
