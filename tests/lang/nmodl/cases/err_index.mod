: case: an index of a reaction that is out of range
: skip: the reference reads foreign memory
: raises: err_index at soma(0.5): an array index is out of range
NEURON { SUFFIX err_index RANGE last }
PARAMETER { last = 3 }
STATE { x[3] }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k { FROM i = 0 TO last { ~ x[i] <-> x[i+1] (1, 2) } }
