: case: BBCOREPOINTER is declared and not used
: skip: the reference asks for functions in VERBATIM besides
: record: y
NEURON { SUFFIX bbcore RANGE y BBCOREPOINTER data }
ASSIGNED { y data }
BREAKPOINT { y = t }
