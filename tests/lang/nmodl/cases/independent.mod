: case: INDEPENDENT and SWEEP are read and mean nothing
: record: y
NEURON { SUFFIX independent RANGE y }
INDEPENDENT { SWEEP t FROM 0 TO 1 WITH 1 (ms) }
ASSIGNED { y }
BREAKPOINT { y = t }
