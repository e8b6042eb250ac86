: case: a VERBATIM block in a FUNCTION, between statements
: record: x
NEURON { SUFFIX verbatim_simple RANGE x }
ASSIGNED { x }
INITIAL { x = f(4) }
FUNCTION f(a) { LOCAL b b = a
VERBATIM
    _lb = _lb * 3.0;
ENDVERBATIM
    f = b + 1 }
