: case: LINEAR equations that depend on each other
: skip: errors have words of their own
: raises: err_singular at soma(0.5): its linear equations have no one solution
NEURON { SUFFIX err_singular }
STATE { a b }
BREAKPOINT { SOLVE e }
LINEAR e { ~ a + b = 1 ~ 2*a + 2*b = 3 }
