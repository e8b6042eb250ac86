: case: two blocks of a kind run one behind the other
: record: x z
NEURON { SUFFIX blocks_twice RANGE x, z }
ASSIGNED { x z }
INITIAL { LOCAL a a = 1 x = a z = 0 }
INITIAL { LOCAL a a = 2 x = x + a }
BEFORE STEP { z = z + 1 }
BEFORE STEP { z = z*2 }
BREAKPOINT { x = x + 1 }
BREAKPOINT { x = x*2 }
