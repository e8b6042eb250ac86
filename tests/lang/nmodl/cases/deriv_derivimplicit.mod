: case: two equations by derivimplicit
: record: a b
: soft: 1e-8
NEURON { SUFFIX deriv_derivimplicit }
STATE { a b }
ASSIGNED { v }
BREAKPOINT { SOLVE d METHOD derivimplicit }
INITIAL { a = 1 b = 0.2 }
DERIVATIVE d {
    LOCAL k
    k = exp(v/50)
    a' = (0.3 - a)*k
    b' = 2 - 3*b + a
}
