: case: a global that another mechanism reads
: record: y
NEURON { SUFFIX ext_source RANGE y GLOBAL q }
PARAMETER { q = 3 }
ASSIGNED { y }
BREAKPOINT { y = q }
