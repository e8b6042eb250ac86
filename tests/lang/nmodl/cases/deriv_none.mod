: case: SOLVE of a DERIVATIVE without METHOD: its statements run, the states stay
: record: a
NEURON { SUFFIX deriv_none }
STATE { a }
BREAKPOINT { SOLVE d }
INITIAL { a = 1 }
DERIVATIVE d { a' = -0.7*a + 0.1 }
