: case: a calcium current by the equation of Goldman, Hodgkin and Katz
: record: seg.ica seg.v m.m
: dt: 0.025
: steps: 12
: v: -30
: celsius: 22
NEURON { SUFFIX ghk_current USEION ca READ cai, cao WRITE ica RANGE p }
UNITS { FARADAY = (faraday) (coulomb) R = (k-mole) (joule/degC) }
PARAMETER { p = 1e-5 (cm/s) }
ASSIGNED { v (mV) ica (mA/cm2) cai (mM) cao (mM) celsius (degC) }
STATE { m }
INITIAL { m = minf(v) }
BREAKPOINT { SOLVE s METHOD cnexp ica = p*m*m*ghk(v, cai, cao) }
DERIVATIVE s { m' = (minf(v) - m)/2 }
FUNCTION minf(v) { minf = 1/(1 + exp(-(v + 20)/6)) }
FUNCTION ghk(v (mV), ci (mM), co (mM)) {
    LOCAL z, eci, eco
    z = (1e-3)*2*FARADAY*v/(R*(celsius + 273.15))
    eco = co*efun(z)
    eci = ci*efun(-z)
    ghk = (.001)*2*FARADAY*(eci - eco)
}
FUNCTION efun(z) { if (fabs(z) < 1e-4) { efun = 1 - z/2 } else { efun = z/(exp(z) - 1) } }
