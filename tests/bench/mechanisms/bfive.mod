TITLE Potassium channel of five states in a row
NEURON {
    SUFFIX bfive
    USEION k READ ek WRITE ik
    RANGE gbar, g
}
UNITS { (mA) = (milliamp) (mV) = (millivolt) (S) = (siemens) }
PARAMETER { gbar = 0.01 (S/cm2) <0, 1e9> }
ASSIGNED { v (mV) celsius (degC) ek (mV) ik (mA/cm2) g (S/cm2) a (/ms) b (/ms) }
STATE { c1 c2 c3 c4 o }
BREAKPOINT {
    SOLVE scheme METHOD sparse
    g = gbar*o
    ik = g*(v - ek)
}
INITIAL { SOLVE scheme STEADYSTATE sparse }
KINETIC scheme {
    rates(v)
    ~ c1 <-> c2 (4*a, b)
    ~ c2 <-> c3 (3*a, 2*b)
    ~ c3 <-> c4 (2*a, 3*b)
    ~ c4 <-> o (a, 4*b)
    CONSERVE c1 + c2 + c3 + c4 + o = 1
}
PROCEDURE rates(v (mV)) {
    LOCAL q
    UNITSOFF
    q = 3^((celsius - 6.3)/10)
    a = q*0.6/(1 + exp(-(v + 30)/11))
    b = q*0.125*exp(-(v + 65)/80)
    UNITSON
}
