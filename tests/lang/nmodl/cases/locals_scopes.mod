: case: LOCAL in inner braces
: record: x
NEURON { SUFFIX locals_scopes RANGE x }
ASSIGNED { x v }
INITIAL { LOCAL a a = 1 if (v < 0) { LOCAL a, b a = 10 b = 20 x = a + b } x = x + a { LOCAL c c = 7 x = x*c } }
