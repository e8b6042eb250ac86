: case: a reactant named twice
: record: a b
NEURON { SUFFIX kin_same_twice }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.6 }
KINETIC scheme { ~ a + a <-> b (3, 0.5) }
