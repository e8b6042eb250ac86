TITLE NMDA receptor: two exponentials, blocked by magnesium
NEURON {
    POINT_PROCESS Bnmda
    RANGE taur, taud, e, i, g, mg
    NONSPECIFIC_CURRENT i
}
UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) (mM) = (milli/liter) }
PARAMETER {
    taur = 2 (ms) <1e-9, 1e9>
    taud = 80 (ms) <1e-9, 1e9>
    e = 0 (mV)
    mg = 1 (mM)
}
ASSIGNED { v (mV) i (nA) g (uS) factor }
STATE { A (uS) B (uS) }
INITIAL {
    LOCAL peak
    A = 0
    B = 0
    peak = taur*taud/(taud - taur)*log(taud/taur)
    factor = 1/(exp(-peak/taud) - exp(-peak/taur))
}
BREAKPOINT {
    SOLVE decay METHOD cnexp
    g = (B - A)*free(v)
    i = g*(v - e)
}
DERIVATIVE decay {
    A' = -A/taur
    B' = -B/taud
}
FUNCTION free(v (mV)) {
    free = 1/(1 + exp(-0.062 (/mV)*v)*(mg/3.57 (mM)))
}
NET_RECEIVE(weight (uS)) {
    A = A + weight*factor
    B = B + weight*factor
}
