: case: a FUNCTION that calls itself
: record: y
: values: h.fib_recursion(12)
NEURON { SUFFIX recursion RANGE y }
ASSIGNED { y }
BREAKPOINT { y = fib(7) + t }
FUNCTION fib(n) { if (n < 2) { fib = n } else { fib = fib(n - 1) + fib(n - 2) } }
