: case: INCLUDE
: record: y
NEURON { SUFFIX include RANGE y }
INCLUDE "included.inc"
ASSIGNED { y }
BREAKPOINT { y = twice(from_file) + t }
