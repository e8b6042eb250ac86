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

: Opening rates u / (exp(u) - 1) stay fractions: one division gives both the time constant and the steady state. The
: three exponentials of slope 10 mV are one, times a constant.
PROCEDURE rates(v (mV)) {
    LOCAL slope10, u, above, below, opening, closing, per_rate, q10
    TABLE minf, mtau, hinf, htau, ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200

    q10 = 3^((celsius - 6.3) / 10 (degC))
    slope10 = exp(-0.1 (/mV) * (v + 40))

    u = -0.1 (/mV) * (v + 40)
    above = u
    below = slope10 - 1
    if (fabs(u) < 1e-6) {
        above = 1
        below = 1 + u / 2
    }
    closing = 4 * exp(-(v + 65) * (1 / 18 (mV)))
    per_rate = 1 / (q10 * (above + closing * below))
    mtau = 1 (ms) * below * per_rate
    minf = above * q10 * per_rate

    opening = 0.07 * exp(-0.05 (/mV) * (v + 65))
    closing = 1 / (slope10 * exp(0.5) + 1)
    per_rate = 1 / (q10 * (opening + closing))
    htau = 1 (ms) * per_rate
    hinf = opening * q10 * per_rate

    u = -0.1 (/mV) * (v + 55)
    above = 0.1 * u
    below = slope10 * exp(-1.5) - 1
    if (fabs(u) < 1e-6) {
        above = 0.1
        below = 1 + u / 2
    }
    closing = 0.125 * exp(-0.0125 (/mV) * (v + 65))
    per_rate = 1 / (q10 * (above + closing * below))
    ntau = 1 (ms) * below * per_rate
    ninf = above * q10 * per_rate
}

: x / (exp(x/y) - 1), with the first two terms of its series near 0
FUNCTION vtrap(x (mV), y (mV)) (mV) {
    if (fabs(x / y) < 1e-6) {
        vtrap = y * (1 - x / y / 2)
    } else {
        vtrap = x / (exp(x / y) - 1)
    }
}
