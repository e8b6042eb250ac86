: case: a tabulated PROCEDURE that calls a FUNCTION with a table of its own
: record: x
NEURON { SUFFIX table_nested RANGE x }
ASSIGNED { v x a b }
INITIAL { rates(v) x = a + b }
BREAKPOINT { rates(v + t*7) x = a + b }
PROCEDURE rates(u) { TABLE a, b FROM -100 TO 0 WITH 40 a = alpha(u) b = alpha(-u) + 1 }
FUNCTION alpha(u) { TABLE FROM -120 TO 120 WITH 33 alpha = exp(u/20) }
