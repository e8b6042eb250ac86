TITLE leaky integrator that fires at 1

COMMENT
tau m' = -m. An event adds its weight to m; when m exceeds 1 the cell fires and is refractory, when events do nothing.
M(), for plots, is m at the present time, or during the refractory time 2 for half a millisecond and then -1.
ENDCOMMENT

NEURON {
    ARTIFICIAL_CELL IntFire1
    RANGE tau, refrac, m
}

PARAMETER {
    tau = 10 (ms) <1e-9, 1e9>
    refrac = 5 (ms) <0, 1e9>
}

ASSIGNED {
    m
    t0 (ms)
    refractory
}

INITIAL {
    m = 0
    t0 = t
    refractory = 0
}

FUNCTION M() {
    if (refractory == 0) {
        M = m * exp(-(t - t0) / tau)
    } else if (t - t0 < 0.5) {
        M = 2
    } else {
        M = -1
    }
}

NET_RECEIVE(w) {
    if (refractory == 0) {
        m = m * exp(-(t - t0) / tau)
        t0 = t
        m = m + w
        if (m > 1) {
            refractory = 1
            m = 2
            net_send(refrac, 1)
            net_event(t)
        }
    } else if (flag == 1) {
        refractory = 0
        m = 0
        t0 = t
    }
}
