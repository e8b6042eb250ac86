: case: an index that is computed and out of range, in a kernel
: skip: NEURON reads beyond the array
: raises: an array index is out of range
NEURON { SUFFIX err_index_step RANGE x }
ASSIGNED { x a[3] k v }
INITIAL { k = 0 }
BREAKPOINT { SOLVE s }
PROCEDURE s() { k = k + 1 x = a[k] a[k] = k }
