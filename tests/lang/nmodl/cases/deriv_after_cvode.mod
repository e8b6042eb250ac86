: case: DERIVATIVE by after_cvode
: record: a
NEURON { SUFFIX deriv_after_cvode }
STATE { a }
BREAKPOINT { SOLVE d METHOD after_cvode }
INITIAL { a = 1 }
DERIVATIVE d { a' = -0.7*a + 0.1 }
