: case: a CONSTANT that the file changes is a variable
: record: x
NEURON { SUFFIX constant_assigned RANGE x }
CONSTANT { a = 3 (mV) b = -4 }
ASSIGNED { x }
INITIAL { x = a + b a = 4 }
BREAKPOINT { x = a a = a + 1 }
