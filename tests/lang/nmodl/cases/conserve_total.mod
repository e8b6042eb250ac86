: case: CONSERVE with a total that is a parameter and changes
: record: a b
: at 3: m.total = 3
NEURON { SUFFIX conserve_total RANGE a, b, total }
PARAMETER { total = 2 }
STATE { a b c }
INITIAL { a = total }
BREAKPOINT { SOLVE s METHOD sparse }
KINETIC s { ~ a <-> b (1, 0.5) ~ b <-> c (0.3, 0.1) CONSERVE a + b + c = total }
