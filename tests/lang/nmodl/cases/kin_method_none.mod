: case: SOLVE of a KINETIC without METHOD is by sparse
: skip: the reference makes code of it that does not compile
: record: a b
: values: m.a + m.b - 1
NEURON { SUFFIX kin_method_none }
STATE { a b }
BREAKPOINT { SOLVE scheme }
INITIAL { a = 0.9 b = 0.1 }
KINETIC scheme { ~ a <-> b (3, 0.5) }
