: case: two KINETIC blocks of one mechanism
: skip: the reference mixes the equations of the two blocks
: values: m.a + m.b - 1; m.c + m.d - 1
: record: a b c d
NEURON { SUFFIX kin_two_blocks }
STATE { a b c d }
BREAKPOINT { SOLVE one METHOD sparse SOLVE two METHOD sparse }
INITIAL { a = 0.9 b = 0.1 c = 1 d = 0 }
KINETIC one { ~ a <-> b (1, 0.1) CONSERVE a + b = 1 }
KINETIC two { ~ c <-> d (a, b) }
