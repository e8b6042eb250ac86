: case: indices that are computed
: record: x[0] x[1] x[2] x[3]
DEFINE N 4
NEURON { SUFFIX kin_index RANGE last }
PARAMETER { last = 2 }
STATE { x[N] }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { FROM i = 0 TO N-1 { x[i] = i*i } }
KINETIC scheme {
    FROM i = 0 TO last { ~ x[i] <-> x[i+1] (0.3, 0.5) }
}
