: case: a state on both sides
: record: a b e
NEURON { SUFFIX kin_catalyst }
STATE { a b e }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.6 e = 0.2 }
KINETIC scheme { ~ a + e <-> b + e (3, 0.5) }
