: case: the value of a FUNCTION is a variable inside it
: record: x
NEURON { SUFFIX function_value RANGE x }
ASSIGNED { x }
INITIAL { x = f(3) }
FUNCTION f(a) { f = a f = f*2 if (f > 4) { f = f + 0.5 } }
