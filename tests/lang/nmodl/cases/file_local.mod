: case: LOCAL of the file: one variable of all instances, kept
: record: x
NEURON { SUFFIX file_local RANGE x }
LOCAL q, w[3]
ASSIGNED { x }
INITIAL { q = 3 w[2] = 4 }
BREAKPOINT { x = q + w[2] q = q + 1 w[2] = w[2] + q }
