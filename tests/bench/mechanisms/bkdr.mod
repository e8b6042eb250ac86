TITLE Delayed rectifier of four n gates, rates from a table
NEURON {
    SUFFIX bkdr
    USEION k READ ek WRITE ik
    RANGE gbar, g
    GLOBAL ninf, ntau
}
UNITS { (mA) = (milliamp) (mV) = (millivolt) (S) = (siemens) }
PARAMETER { gbar = 0.01 (S/cm2) <0, 1e9> }
ASSIGNED { v (mV) celsius (degC) ek (mV) ik (mA/cm2) g (S/cm2) ninf ntau (ms) }
STATE { n }
BREAKPOINT {
    SOLVE gates METHOD cnexp
    g = gbar*n^4
    ik = g*(v - ek)
}
INITIAL {
    rates(v)
    n = ninf
}
DERIVATIVE gates {
    rates(v)
    n' = (ninf - n)/ntau
}
PROCEDURE rates(v (mV)) {
    LOCAL a, b, x
    TABLE ninf, ntau DEPEND celsius FROM -120 TO 80 WITH 400
    UNITSOFF
    x = (v + 27)/9
    if (fabs(x) < 1e-5) {
        a = 0.09*(1 + x/2)
    } else {
        a = 0.09*x/(1 - exp(-x))
    }
    b = 0.06*exp(-(v + 37)/45)
    ntau = 1/(2.7^((celsius - 22)/10)*(a + b))
    ninf = a/(a + b)
    UNITSON
}
