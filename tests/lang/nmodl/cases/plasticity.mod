: case: a synapse whose connections remember times and adapt
: record: g seg.v
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.01
: at 2: nc.event(h.t + 0.03)
: at 4: nc.event(h.t + 0.01)
: at 7: nc.event(h.t)
: steps: 9
: values: nc.weight[1]; nc.weight[2]; nc.weight[3]
NEURON { POINT_PROCESS plasticity RANGE tau, i, g NONSPECIFIC_CURRENT i }
PARAMETER { tau = 1 e = 0 tau_rec = 2 tau_facil = 1 U = 0.3 }
ASSIGNED { v i }
STATE { g }
INITIAL { g = 0 }
BREAKPOINT { SOLVE state METHOD cnexp i = g*(v - e) }
DERIVATIVE state { g' = -g/tau }
NET_RECEIVE(weight, R, u, tsyn) {
    INITIAL { R = 1 u = U tsyn = t }
    u = u*exp(-(t - tsyn)/tau_facil) R = 1 + (R - 1)*exp(-(t - tsyn)/tau_rec)
    u = u + U*(1 - u) tsyn = t
    state_discontinuity(g, g + weight*R*u) R = R*(1 - u) }
