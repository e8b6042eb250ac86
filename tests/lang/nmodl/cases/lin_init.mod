: case: LINEAR, solved in INITIAL and in BREAKPOINT
: record: a b c
NEURON { SUFFIX lin_init }
PARAMETER { p = 3 }
STATE { a b c }
BREAKPOINT { SOLVE eq }
INITIAL { SOLVE eq }
LINEAR eq {
    LOCAL k
    k = t + 3
    ~ a + 2*b - c = p
    ~ a - b - k*c = -1
    ~ 3*c + k = 2*a - 2*b
}
