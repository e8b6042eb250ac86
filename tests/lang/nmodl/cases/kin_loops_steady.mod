: case: STEADYSTATE and a condition around loops of reactions
: record: a[0] a[10] a[49] b[0] b[49]
: steps: 4
DEFINE N 50
NEURON { SUFFIX kin_loops_steady RANGE on }
PARAMETER { on = 1 }
STATE { a[N] b[N] }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL {
    FROM i = 0 TO N-1 { a[i] = 1 b[i] = 0 }
    if (on) { SOLVE scheme STEADYSTATE sparse }
}
KINETIC scheme {
    FROM i = 0 TO N-2 { ~ a[i] <-> a[i+1] ((2 + 0.1*i), 2.2) }
    FROM i = 0 TO N-1 { ~ a[i] <-> b[i] (0.3, 0.2) }
    FROM i = 0 TO N-1 { ~ a[i] -> (0.1) }
    FROM i = 0 TO N-1 { ~ a[i] << (0.3) }
}
