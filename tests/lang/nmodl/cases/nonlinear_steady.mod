: case: NONLINEAR with SOLVE in INITIAL for two unknowns
: record: a b
: soft: 1e-7
NEURON { SUFFIX nonlinear_steady RANGE a, b }
STATE { a b }
INITIAL { a = 1 b = 1 SOLVE n }
NONLINEAR n { ~ a*a + b = 3 ~ a - b*b = 0.5 }
