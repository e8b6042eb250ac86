: case: SOLVE of a LINEAR inside a PROCEDURE
: record: a b m.y
NEURON { SUFFIX lin_procedure RANGE y }
ASSIGNED { y v }
STATE { a b }
BREAKPOINT { now(t) y = a - b }
INITIAL { now(5) y = 0 }
PROCEDURE now(x) {
    y = x
    SOLVE eq
}
LINEAR eq {
    ~ a + b = y
    ~ a - 2*b = 1
}
