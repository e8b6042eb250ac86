: case: an EXTERNAL that no mechanism has
: skip: the reference cannot link it
: raises: EXTERNAL nobody_has_it is a global variable of no mechanism
NEURON { SUFFIX err_external RANGE y EXTERNAL nobody_has_it }
ASSIGNED { y nobody_has_it }
BREAKPOINT { y = nobody_has_it }
