: case: where states begin: x0, START, the ion's value
: record: a b c
NEURON { SUFFIX states_start }
PARAMETER { a0 = 3 }
STATE { a b START 2 c }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { a' = -a b' = -b c' = 1 - c }
