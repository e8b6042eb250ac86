: case: SOLVE STEADYSTATE in INITIAL
: record: c1 c2 o
NEURON { SUFFIX kin_steady }
PARAMETER { k1 = 0.3 k2 = 0.7 k3 = 1.1 k4 = 0.2 }
STATE { c1 c2 o }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { c1 = 1 SOLVE scheme STEADYSTATE sparse }
KINETIC scheme {
    rates(v)
    ~ c1 <-> c2 (k1*exp(v/50), k2)
    ~ c2 <-> o (k3, k4)
    CONSERVE c1 + c2 + o = 1
}
PROCEDURE rates(v) { k4 = 0.2 + 0.001*v }
