NEURON { SUFFIX warn_silent RANGE x }
PARAMETER { unused = 3 }
ASSIGNED { x }
INITIAL { x = y }
: options: --no-warnings
: expect: 4:15: error: "y" is not declared
