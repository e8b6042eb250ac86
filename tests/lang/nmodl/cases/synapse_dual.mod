: case: a synapse of two time constants, normalised in INITIAL, NMDA like factor
: record: g i seg.v
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.01
: at 2: nc.event(h.t + 0.03)
: steps: 8
NEURON { POINT_PROCESS synapse_dual RANGE tau1, tau2, e, i, g NONSPECIFIC_CURRENT i }
PARAMETER { tau1 = 0.5 <1e-9, 1e9> tau2 = 2 <1e-9, 1e9> e = 0 mg = 1 }
ASSIGNED { v i g factor }
STATE { A B }
INITIAL { LOCAL tp if (tau1/tau2 > 0.9999) { tau1 = 0.9999*tau2 } A = 0 B = 0
    tp = (tau1*tau2)/(tau2 - tau1)*log(tau2/tau1) factor = 1/(-exp(-tp/tau1) + exp(-tp/tau2)) }
BREAKPOINT { SOLVE state METHOD cnexp g = (B - A)/(1 + mg*exp(-0.062*v)/3.57) i = g*(v - e) }
DERIVATIVE state { A' = -A/tau1 B' = -B/tau2 }
NET_RECEIVE(weight (uS)) { A = A + weight*factor B = B + weight*factor }
