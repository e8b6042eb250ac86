: case: BEFORE BREAKPOINT, AFTER SOLVE, BEFORE STEP count their calls
: record: a b c d e
NEURON { SUFFIX before_breakpoint RANGE a, b, c, d, e }
ASSIGNED { a b c d e v }
BEFORE INITIAL { d = d + 1 }
AFTER INITIAL { e = e + 1 }
INITIAL { a = 0 b = 0 c = 0 }
BREAKPOINT { SOLVE s METHOD cnexp }
STATE { m }
DERIVATIVE s { m' = -m }
BEFORE BREAKPOINT { a = a + 1 + v/1000 }
AFTER SOLVE { b = b + 1 }
BEFORE STEP { c = c + 1 + t }
