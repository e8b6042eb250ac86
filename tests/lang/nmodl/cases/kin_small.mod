: case: concentrations so small that the iteration ends early
: record: a b c
: dt: 0.025
NEURON { SUFFIX kin_small }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 5e-5 b = 2e-4 c = 1e-5 }
KINETIC scheme { ~ a + b <-> c (3e4, 0.2) }
