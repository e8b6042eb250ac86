: case: DISCRETE with values of the step before
: record: a b c
NEURON { SUFFIX discrete_previous }
STATE { a b c }
BREAKPOINT { SOLVE d }
INITIAL { a = 1 b = 2 c = 0 }
DISCRETE d {
    a = a@1 + 1
    b = a@1
    c = a*b@1
}
