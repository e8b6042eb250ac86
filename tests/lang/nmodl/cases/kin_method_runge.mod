: case: KINETIC by runge
: record: a b
NEURON { SUFFIX kin_method_runge }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD runge }
INITIAL { a = 0.9 b = 0.1 }
KINETIC scheme { ~ a <-> b (3, 0.5) }
