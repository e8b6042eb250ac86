: case: numbers in all their forms
: record: x
NEURON { SUFFIX numbers_forms RANGE x }
ASSIGNED { x }
INITIAL { x = 1 + 1. + .5 + 1e3 + 1.E-2 + 2e+1 + 0.25E1 - 1e-3 }
