: case: a rate that depends on a state in a nonlinear system: followed from round to round
: record: a b c
NEURON { SUFFIX kin_state_rate_newton }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 c = 0.2 }
KINETIC scheme {
    ~ a + b <-> c (2*c, 0.7)
    ~ b <-> c (a, 2)
}
