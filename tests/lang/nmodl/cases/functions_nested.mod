: case: FUNCTION calls in arguments of calls, and PROCEDURE calls in expressions of FUNCTIONs
: record: x q
NEURON { SUFFIX functions_nested RANGE x, q }
ASSIGNED { x q }
INITIAL { q = 0 x = g(f(2), f(f(3))) p(g(1, 2)) }
FUNCTION f(a) { f = a + 1 }
FUNCTION g(a, b) { LOCAL c c = f(a) g = c*b + f(c) }
PROCEDURE p(a) { q = q + f(a) r() }
PROCEDURE r() { q = q*2 }
