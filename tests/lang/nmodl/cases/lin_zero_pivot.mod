: case: LINEAR whose first pivot is 0
: record: a b c
NEURON { SUFFIX lin_zero_pivot }
STATE { a b c }
BREAKPOINT { SOLVE eq }
INITIAL { a = 0 }
LINEAR eq {
    ~ b = 2 + t
    ~ a + b + c = 1
    ~ b - c = 3
}
