TITLE squid sodium, potassium and leak currents

COMMENT
A. L. Hodgkin and A. F. Huxley, A quantitative description of membrane current and its application to conduction and
excitation in nerve, J. Physiol. 117 (1952) 500-544, equations 12, 13, 20, 21, 23, 24, with the potential turned round and
shifted to a rest of -65 mV, rates at 6.3 degC and a Q10 of 3.
ENDCOMMENT

NEURON {
    SUFFIX hh
    USEION na READ ena WRITE ina
    USEION k READ ek WRITE ik
    NONSPECIFIC_CURRENT il
    RANGE gnabar, gkbar, gl, el, gna, gk, minf, hinf, ninf, mtau, htau, ntau
    THREADSAFE
}

UNITS {
    (mV) = (millivolt)
    (mA) = (milliamp)
    (S) = (siemens)
}

PARAMETER {
    gnabar = 0.12 (S/cm2) <0, 1e9>
    gkbar = 0.036 (S/cm2) <0, 1e9>
    gl = 0.0003 (S/cm2) <0, 1e9>
    el = -54.3 (mV)
}

STATE {
    m
    h
    n
}

ASSIGNED {
    v (mV)
    celsius (degC)
    ena (mV)
    ek (mV)
    gna (S/cm2)
    gk (S/cm2)
    ina (mA/cm2)
    ik (mA/cm2)
    il (mA/cm2)
    minf
    hinf
    ninf
    mtau (ms)
    htau (ms)
    ntau (ms)
}

INITIAL {
    rates(v)
    m = minf
    h = hinf
    n = ninf
}

BREAKPOINT {
    SOLVE states METHOD cnexp
    gna = gnabar * m^3 * h
    ina = gna * (v - ena)
    gk = gkbar * n^4
    ik = gk * (v - ek)
    il = gl * (v - el)
}

DERIVATIVE states {
    rates(v)
    m' = (minf - m) / mtau
    h' = (hinf - h) / htau
    n' = (ninf - n) / ntau
}

PROCEDURE rates(v (mV)) {
    LOCAL opening, closing, q10
    TABLE minf, mtau, hinf, htau, ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200

    q10 = 3^((celsius - 6.3) / 10)

    opening = 0.1 * vtrap(-(v + 40), 10)
    closing = 4 * exp(-(v + 65) / 18)
    mtau = 1 / (q10 * (opening + closing))
    minf = opening / (opening + closing)

    opening = 0.07 * exp(-(v + 65) / 20)
    closing = 1 / (exp(-(v + 35) / 10) + 1)
    htau = 1 / (q10 * (opening + closing))
    hinf = opening / (opening + closing)

    opening = 0.01 * vtrap(-(v + 55), 10)
    closing = 0.125 * exp(-(v + 65) / 80)
    ntau = 1 / (q10 * (opening + closing))
    ninf = opening / (opening + closing)
}

: x / (exp(x/y) - 1), with the first two terms of its series near 0
FUNCTION vtrap(x (mV), y (mV)) (mV) {
    if (fabs(x / y) < 1e-6) {
        vtrap = y * (1 - x / y / 2)
    } else {
        vtrap = x / (exp(x / y) - 1)
    }
}
