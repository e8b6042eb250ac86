: case: LINEAR with SOLVE in INITIAL for a steady state of three
: record: a b c
NEURON { SUFFIX linear_steady RANGE a, b, c }
PARAMETER { k1 = 2 k2 = 0.5 k3 = 1 k4 = 0.1 }
STATE { a b c }
INITIAL { SOLVE steady }
BREAKPOINT { SOLVE s METHOD sparse }
KINETIC s { ~ a <-> b (k1, k2) ~ b <-> c (k3, k4) CONSERVE a + b + c = 1 }
LINEAR steady { ~ a + b + c = 1 ~ k1*a - k2*b = 0 ~ k3*b = k4*c }
