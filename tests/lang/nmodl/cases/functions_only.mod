: case: SUFFIX nothing
: record: h.twice(3)
: values: h.twice(2); h.sum_to(10)
NEURON { SUFFIX nothing }
FUNCTION twice(x) { twice = 2*x }
FUNCTION sum_to(n) { LOCAL k k = 0 sum_to = 0 WHILE (k <= n) { sum_to = sum_to + k k = k + 1 } }
