: case: KINETIC by euler
: record: a b
NEURON { SUFFIX kin_method_euler }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD euler }
INITIAL { a = 0.9 b = 0.1 }
KINETIC scheme { ~ a <-> b (3, 0.5) }
