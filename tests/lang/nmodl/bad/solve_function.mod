NEURON { SUFFIX a }
BREAKPOINT { SOLVE f }
FUNCTION f(x) { f = x }
: expect: 2:20: error: SOLVE names "f", which cannot be solved
