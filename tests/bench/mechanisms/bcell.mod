TITLE Artificial cell: leaky integrator with a refractory time
NEURON {
    ARTIFICIAL_CELL Bcell
    RANGE tau, refractory
}
PARAMETER {
    tau = 10 (ms) <1e-9, 1e9>
    refractory = 2 (ms)
}
ASSIGNED { m last (ms) resting }
INITIAL {
    m = 0
    last = 0
    resting = 0
}
NET_RECEIVE(w) {
    if (flag == 1) {
        resting = 0
        last = t
    } else if (resting == 0) {
        m = m*exp(-(t - last)/tau) + w
        last = t
        if (m > 1) {
            m = 0
            resting = 1
            net_event(t)
            net_send(refractory, 1)
        }
    }
}
