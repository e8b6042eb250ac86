NEURON { SUFFIX warn_constant RANGE x }
CONSTANT { c = 5 }
ASSIGNED { x }
INITIAL { c = c + 1 x = c }
: expect: 2:12: warning: "c" is a CONSTANT and changes
