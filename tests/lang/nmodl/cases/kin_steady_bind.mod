: case: STEADYSTATE of a nonlinear system without CONSERVE
: soft: 1e-6
: record: a b c
NEURON { SUFFIX kin_steady_bind }
PARAMETER { kf = 3 kb = 0.7 }
STATE { a b c }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 1 b = 0.6 c = 0.1 SOLVE scheme STEADYSTATE sparse }
KINETIC scheme {
    ~ a + b <-> c (kf, kb)
}
