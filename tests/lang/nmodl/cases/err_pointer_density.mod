: case: a POINTER of a density mechanism takes a reference
: skip: NEURON says it in other words
: before: m._ref_p = 2.5
: raises: takes a reference to a number
NEURON { SUFFIX err_pointer_density POINTER p RANGE x }
ASSIGNED { p x }
INITIAL { x = p }
