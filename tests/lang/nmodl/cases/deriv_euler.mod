: case: two equations by euler
: record: a b
: soft: 1e-8
NEURON { SUFFIX deriv_euler }
STATE { a b }
ASSIGNED { v }
BREAKPOINT { SOLVE d METHOD euler }
INITIAL { a = 1 b = 0.2 }
DERIVATIVE d {
    LOCAL k
    k = exp(v/50)
    a' = (0.3 - a)*k
    b' = 2 - 3*b + a
}
