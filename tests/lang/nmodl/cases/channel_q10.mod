: case: a channel with vtrap, q10 of celsius, GLOBAL rates and TABLE
: record: n g seg.v h.ninf_channel_q10
: celsius: 16
: v: -55
NEURON { SUFFIX channel_q10 USEION k READ ek WRITE ik RANGE gbar, g GLOBAL ninf, ntau }
PARAMETER { gbar = 0.036 (S/cm2) celsius (degC) }
ASSIGNED { v ek ik g ninf ntau }
STATE { n }
INITIAL { rates(v) n = ninf }
BREAKPOINT { SOLVE states METHOD cnexp g = gbar*n^4 ik = g*(v - ek) }
DERIVATIVE states { rates(v) n' = (ninf - n)/ntau }
PROCEDURE rates(v) { LOCAL a, b, q
    TABLE ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200
    q = 3^((celsius - 6.3)/10) a = 0.01*vtrap(-(v + 55), 10) b = 0.125*exp(-(v + 65)/80)
    ntau = 1/(q*(a + b)) ninf = a/(a + b) }
FUNCTION vtrap(x, y) { if (fabs(x/y) < 1e-6) { vtrap = y*(1 - x/y/2) } else { vtrap = x/(exp(x/y) - 1) } }
