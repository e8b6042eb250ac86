: case: a synapse with depression and facilitation, as NET_RECEIVE arguments
: record: g
: steps: 40
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.01; fih = h.FInitializeHandler(lambda: [nc.event(0.3*k) for k in range(1, 9)])
: values: nc.weight[1]; nc.weight[2]; nc.weight[3]
NEURON { POINT_PROCESS short_term RANGE tau, tauR, tauF, U }
PARAMETER { tau = 3 tauR = 100 tauF = 50 U = 0.2 }
STATE { g }
BREAKPOINT { SOLVE d METHOD cnexp }
INITIAL { g = 0 }
DERIVATIVE d { g' = -g/tau }
NET_RECEIVE(w, R, u, tsyn (ms)) {
    INITIAL { R = 1 u = U tsyn = t }
    u = U + u*(1 - U)*exp(-(t - tsyn)/tauF)
    R = 1 + (R - 1)*exp(-(t - tsyn)/tauR)
    g = g + w*u*R
    R = R - u*R
    tsyn = t
}
