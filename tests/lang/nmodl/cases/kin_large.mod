: case: so many shells that the simulator solves the matrix
: record: ca[0] ca[7] ca[39] b[0] b[20] b[39]
DEFINE N 40
NEURON { SUFFIX kin_large }
STATE { ca[N] b[N] }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { FROM i = 0 TO N-1 { ca[i] = 1/(1 + i) b[i] = 0.5 } }
KINETIC scheme {
    COMPARTMENT i, (1 + 0.1*i) { ca }
    FROM i = 0 TO N-2 { ~ ca[i] <-> ca[i+1] ((2 + 0.1*i), 2.2) }
    FROM i = 0 TO N-1 { ~ ca[i] + b[N-1-i] <-> b[i] (0.3, 0.2) }
}
