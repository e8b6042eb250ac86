: case: reactions that do not converge
: skip: errors have words of their own
: raises: err_diverges at soma(0.5): k did not converge in 20 rounds
: dt: 1
NEURON { SUFFIX err_diverges }
STATE { a b }
INITIAL { a = 1 b = 1 }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k { ~ 2 a <-> b (-3, 0) ~ b <-> a (1e3*sin(1e5*a), 1) }
