TITLE Sodium channel of three m gates and one h gate, rates from a table
NEURON {
    SUFFIX bnat
    USEION na READ ena WRITE ina
    RANGE gbar, g
    GLOBAL minf, hinf, mtau, htau
}
UNITS { (mA) = (milliamp) (mV) = (millivolt) (S) = (siemens) }
PARAMETER { gbar = 0.03 (S/cm2) <0, 1e9> }
ASSIGNED {
    v (mV) celsius (degC) ena (mV) ina (mA/cm2) g (S/cm2)
    minf hinf mtau (ms) htau (ms)
}
STATE { m h }
BREAKPOINT {
    SOLVE gates METHOD cnexp
    g = gbar*m*m*m*h
    ina = g*(v - ena)
}
INITIAL {
    rates(v)
    m = minf
    h = hinf
}
DERIVATIVE gates {
    rates(v)
    m' = (minf - m)/mtau
    h' = (hinf - h)/htau
}
FUNCTION trap(x (mV), width (mV)) {
    if (fabs(x/width) < 1e-5) {
        trap = width*(1 - x/width/2)
    } else {
        trap = x/(exp(x/width) - 1)
    }
}
PROCEDURE rates(v (mV)) {
    LOCAL a, b, q
    TABLE minf, mtau, hinf, htau DEPEND celsius FROM -120 TO 80 WITH 400
    UNITSOFF
    q = 2.7^((celsius - 22)/10)
    a = 0.2*trap(-(v + 36), 8)
    b = 0.15*trap(v + 36, 8)
    mtau = 1/(q*(a + b))
    minf = a/(a + b)
    a = 0.03*trap(v + 50, 6)
    b = 0.01*trap(-(v + 75), 6)
    htau = 1/(q*(a + b))
    hinf = 1/(1 + exp((v + 62)/6.5))
    UNITSON
}
