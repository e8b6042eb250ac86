: case: STATE with START, FROM TO, and the parameter of the start
: record: a b c
NEURON { SUFFIX state_start RANGE a, b, c, c0 }
PARAMETER { c0 = 0.4 }
STATE { a START 3 b FROM 0 TO 1 c }
BREAKPOINT { SOLVE s METHOD cnexp }
DERIVATIVE s { a' = -a b' = 1 - b c' = -2*c }
