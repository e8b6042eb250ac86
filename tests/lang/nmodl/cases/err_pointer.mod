: case: a POINTER that is not set
: skip: errors have words of their own
: raises: the POINTER p is not set
NEURON { POINT_PROCESS err_pointer RANGE y POINTER p }
ASSIGNED { y p }
BREAKPOINT { y = p }
