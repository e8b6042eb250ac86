: case: one reaction in both directions: linear, so one backward Euler step
: record: a b
NEURON { SUFFIX kin_two RANGE ka, kb }
PARAMETER { ka = 0.3 (/ms) kb = 0.7 (/ms) }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.8 b = 0.1 }
KINETIC scheme {
    ~ a <-> b (ka, kb)
}
