: case: DISCRETE: statements, once a step
: record: a b
NEURON { SUFFIX discrete }
PARAMETER { p = 0.5 }
STATE { a b }
BREAKPOINT { SOLVE d }
INITIAL { a = 1 b = 2 }
DISCRETE d {
    a = a + p
    b = b*a
}
