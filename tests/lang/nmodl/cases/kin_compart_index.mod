: case: COMPARTMENT with an index, arrays of states, a loop of reactions
: record: ca[0] ca[1] ca[2] ca[3]
DEFINE N 4
NEURON { SUFFIX kin_compart_index }
PARAMETER { k = 0.3 }
ASSIGNED { vol[N] fl[N] }
STATE { ca[N] }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL {
    FROM i = 0 TO N-1 { vol[i] = 1 + i fl[i] = 0.1*(i+1) ca[i] = 1 + i*i }
}
KINETIC scheme {
    COMPARTMENT i, vol[i] { ca }
    FROM i = 0 TO N-2 {
        ~ ca[i] <-> ca[i+1] (k*fl[i], k*fl[i+1])
    }
}
