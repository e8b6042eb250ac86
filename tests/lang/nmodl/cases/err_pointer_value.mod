: case: what a POINTER points to is a reference, not a number
: skip: NEURON says it in other words
: before: m._ref_p = 3
: raises: a reference to a number was expected
NEURON { POINT_PROCESS err_pointer_value POINTER p RANGE x }
ASSIGNED { p x }
INITIAL { x = p }
