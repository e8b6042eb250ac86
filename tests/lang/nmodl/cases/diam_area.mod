: case: diam and area
: record: y z
NEURON { SUFFIX diam_area RANGE y, z }
ASSIGNED { y z diam area }
BREAKPOINT { y = diam z = area }
