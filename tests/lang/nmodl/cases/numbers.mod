: case: numbers in all forms
: record: x
NEURON { SUFFIX numbers RANGE x }
PARAMETER { a = 1. b = .5 c = 1e3 d = 2.5E-3 e = 1e+2 f = -7 }
ASSIGNED { x }
BREAKPOINT { x = a + b + c + d + e + f + 1.e1 + (1e-3) + 3 }
