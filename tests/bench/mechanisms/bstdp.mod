TITLE Exponential synapse whose weight follows the times of spikes before and behind it
NEURON {
    POINT_PROCESS Bstdp
    RANGE tau, e, i, wmax
    NONSPECIFIC_CURRENT i
    GLOBAL aplus, aminus, tplus, tminus
}
UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }
PARAMETER {
    tau = 3 (ms) <1e-9, 1e9>
    e = 0 (mV)
    wmax = 0.002 (uS)
    aplus = 0.005
    aminus = 0.00525
    tplus = 20 (ms)
    tminus = 20 (ms)
}
ASSIGNED { v (mV) i (nA) last (ms) trace }
STATE { g (uS) }
INITIAL {
    g = 0
    trace = 0
    last = -1e9
    net_send(0, 1)
}
BREAKPOINT {
    SOLVE decay METHOD cnexp
    i = g*(v - e)
}
DERIVATIVE decay { g' = -g/tau }
NET_RECEIVE(w (uS), pre, seen (ms)) {
    INITIAL {
        pre = 0
        seen = -1e9
    }
    if (flag == 0) {
        g = g + w
        pre = pre*exp((seen - t)/tplus) + aplus
        seen = t
        w = w*(1 - aminus*trace*exp((last - t)/tminus))
    } else if (flag == 2) {
        trace = trace*exp((last - t)/tminus) + 1
        last = t
        FOR_NETCONS(w1, pre1, seen1) {
            w1 = w1 + (wmax - w1)*pre1*exp((seen1 - t)/tplus)
        }
    } else if (flag == 1) {
        WATCH (v > -20) 2
    }
}
