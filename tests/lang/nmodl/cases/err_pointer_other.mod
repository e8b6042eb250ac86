: case: only a POINTER can be pointed elsewhere
: skip: NEURON says it in other words
: before: m._ref_x = seg._ref_v
: raises: is no POINTER: where it lies cannot be chosen
NEURON { POINT_PROCESS err_pointer_other RANGE x }
ASSIGNED { x }
INITIAL { x = 1 }
