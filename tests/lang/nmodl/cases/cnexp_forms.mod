: case: cnexp: the forms of linear equations
: record: a b c d e f
NEURON { SUFFIX cnexp_forms RANGE a, b, c, d, e, f }
PARAMETER { tau = 3 inf = 0.4 }
STATE { a b c d e f }
INITIAL { a = 1 b = 1 c = 1 d = 1 e = 1 f = 1 }
BREAKPOINT { SOLVE s METHOD cnexp }
DERIVATIVE s { a' = (inf - a)/tau b' = -b/tau + 2 c' = inf*(1 - c) - tau*c d' = 3 e' = -(e - inf)/(tau*2) f' = f*0.1 }
