: case: the reactions change from one step to another
: skip: the reference keeps the places of matrix elements from the first step
: record: a b c
: values: m.a + m.b + m.c - 1.2
NEURON { SUFFIX kin_switch }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 c = 0.2 }
KINETIC scheme {
    if (t < 0.35) { ~ a <-> b (1, 0.1) } else { ~ a <-> c (2, 0.2) }
    ~ b <-> c (0.1, 0.3)
}
