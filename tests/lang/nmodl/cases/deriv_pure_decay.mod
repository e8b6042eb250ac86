: case: cnexp of a decay, of a constant rate, of a product of parameters
: record: a b c d
NEURON { SUFFIX deriv_pure_decay }
PARAMETER { tau = 2 k = 0.3 }
STATE { a b c d }
BREAKPOINT { SOLVE s METHOD cnexp }
INITIAL { a = 1 b = 1 c = 1 d = 1 }
DERIVATIVE s { a' = -a/tau b' = k c' = k*tau - c*k d' = (2 - d)/(tau + k) - d }
