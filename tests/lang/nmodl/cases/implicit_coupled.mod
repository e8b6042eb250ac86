: case: derivimplicit of three equations that know each other, with a condition and a function
: record: a b c rate
: soft: 1e-7
NEURON { SUFFIX implicit_coupled RANGE rate }
ASSIGNED { v rate }
STATE { a b c }
BREAKPOINT { SOLVE s METHOD derivimplicit }
INITIAL { a = 1 b = 0.5 c = 0.1 }
DERIVATIVE s {
    LOCAL q
    q = exp(v/40)
    rate = bend(a)*q
    if (v > -80) { rate = rate + 0.1*b }
    a' = c - rate
    b' = 0.5*rate - 0.2*b*c
    c' = (1 - c)/2 - 0.3*a*c
}
FUNCTION bend(x) { bend = x/(x + 0.4) }
