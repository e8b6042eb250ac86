TITLE Calcium channel with the current of Goldman, Hodgkin and Katz, rates from a table
NEURON {
    SUFFIX bcal
    USEION ca READ cai, cao WRITE ica
    RANGE pbar
    GLOBAL minf, mtau, hinf
}
UNITS {
    (mA) = (milliamp) (mV) = (millivolt) (mM) = (milli/liter)
    FARADAY = (faraday) (coulomb)
    R = (k-mole) (joule/degC)
}
PARAMETER {
    pbar = 1e-4 (cm/s) <0, 1e9>
    htau = 20 (ms)
}
ASSIGNED { v (mV) celsius (degC) cai (mM) cao (mM) ica (mA/cm2) minf mtau (ms) hinf }
STATE { m h }
BREAKPOINT {
    SOLVE gates METHOD cnexp
    ica = pbar*m*m*h*ghk(v, cai, cao)
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
FUNCTION ghk(v (mV), ci (mM), co (mM)) (0.001 coul/cm3) {
    LOCAL z, inside, outside
    z = (0.001)*2*FARADAY*v/(R*(celsius + 273.15))
    inside = ci*relative(-z)
    outside = co*relative(z)
    ghk = (0.001)*2*FARADAY*(inside - outside)
}
FUNCTION relative(z) {
    if (fabs(z) < 1e-4) {
        relative = 1 - z/2
    } else {
        relative = z/(exp(z) - 1)
    }
}
PROCEDURE rates(v (mV)) {
    LOCAL a, b
    TABLE minf, mtau, hinf DEPEND celsius FROM -120 TO 80 WITH 400
    UNITSOFF
    a = 1.6/(1 + exp(-0.07*(v - 5)))
    b = 0.02*(v + 9.0001)/(exp((v + 9.0001)/5) - 1)
    mtau = 1/(3^((celsius - 22)/10)*(a + b))
    minf = a/(a + b)
    hinf = 1/(1 + exp((v + 40)/8))
    UNITSON
}
