: case: linear reactions in loops that stay loops
: record: a[0] a[1] a[30] a[59] b[0] b[30] b[59]
: steps: 8
DEFINE N 60
NEURON { SUFFIX kin_loops_linear }
ASSIGNED { v }
STATE { a[N] b[N] }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { FROM i = 0 TO N-1 { a[i] = 1/(1 + i) b[i] = 0.3 } }
KINETIC scheme {
    COMPARTMENT i, (1 + 0.1*i) { b }
    FROM i = 0 TO N-2 { ~ a[i] <-> a[i+1] ((2 + 0.1*i), 2.2) }
    FROM i = 0 TO N-1 { ~ a[i] <-> b[i] (0.3*exp(v/50), 0.2) }
    FROM i = 0 TO N-3 { ~ a[i] <-> b[i+2] (0.01, 0.02) }
    ~ b[59] -> (0.4)
}
