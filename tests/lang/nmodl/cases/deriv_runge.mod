: case: two equations by runge
: record: a b
: soft: 1e-8
NEURON { SUFFIX deriv_runge }
STATE { a b }
ASSIGNED { v }
BREAKPOINT { SOLVE d METHOD runge }
INITIAL { a = 1 b = 0.2 }
DERIVATIVE d {
    LOCAL k
    k = exp(v/50)
    a' = (0.3 - a)*k
    b' = 2 - 3*b + a
}
