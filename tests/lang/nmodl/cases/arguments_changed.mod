: case: arguments are copies that a block may change; LOCAL hides a variable
: record: x q
NEURON { SUFFIX arguments_changed RANGE x, q }
ASSIGNED { x q }
INITIAL { LOCAL a a = 3 q = 5 x = f(a) + a + h1() }
FUNCTION f(a) { a = a*2 f = a }
FUNCTION h1() { LOCAL q q = 100 h1 = q }
