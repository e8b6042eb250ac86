TITLE A conductance with noise: an Ornstein-Uhlenbeck process, one random number a step
NEURON {
    POINT_PROCESS Bnoise
    RANGE mean, deviation, tau, e, i
    NONSPECIFIC_CURRENT i
    RANDOM source
}
UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }
PARAMETER {
    mean = 0.0005 (uS)
    deviation = 0.0002 (uS)
    tau = 5 (ms) <1e-9, 1e9>
    e = 0 (mV)
}
ASSIGNED { v (mV) dt (ms) i (nA) g (uS) }
INITIAL { g = mean }
BREAKPOINT {
    SOLVE next
    i = g*(v - e)
}
PROCEDURE next() {
    LOCAL kept
    kept = exp(-dt/tau)
    g = mean + (g - mean)*kept + deviation*sqrt(1 - kept*kept)*random_normal(source, 0, 1)
}
