TITLE GABA-B receptor: pulses of transmitter, a G protein, four of which open a channel
NEURON {
    POINT_PROCESS Bgabab
    RANGE R, G, g, gmax, i
    NONSPECIFIC_CURRENT i
    GLOBAL cmax, width, k1, k2, k3, k4, kd, e
}
UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) (mM) = (milli/liter) }
PARAMETER {
    cmax = 0.5 (mM)
    width = 0.3 (ms)
    k1 = 0.09 (/ms-mM)
    k2 = 0.0012 (/ms)
    k3 = 0.18 (/ms)
    k4 = 0.034 (/ms)
    kd = 100
    e = -95 (mV)
    gmax = 0.01 (uS)
}
ASSIGNED { v (mV) i (nA) g (uS) C (mM) }
STATE { R G }
INITIAL {
    C = 0
    R = 0
    G = 0
}
BREAKPOINT {
    SOLVE binding METHOD derivimplicit
    g = gmax*G^4/(G^4 + kd)
    i = g*(v - e)
}
DERIVATIVE binding {
    R' = k1*C*(1 - R) - k2*R
    G' = k3*R - k4*G
}
NET_RECEIVE(weight) {
    if (flag == 0) {
        C = cmax
        net_send(width, 1)
    } else {
        C = 0
    }
}
