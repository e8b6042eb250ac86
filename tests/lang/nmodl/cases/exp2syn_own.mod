: case: a synapse of two exponentials, with its own factor
: record: a b i seg.v
: steps: 30
: before: sec.insert("pas"); nc = h.NetCon(None, m); nc.weight[0] = 0.01; fih = h.FInitializeHandler(lambda: [nc.event(0.3), nc.event(1.5)])
NEURON { POINT_PROCESS exp2syn_own NONSPECIFIC_CURRENT i RANGE tau1, tau2, e, g }
PARAMETER { tau1 = 0.5 (ms) <1e-9, 1e9> tau2 = 2 (ms) <1e-9, 1e9> e = 0 (mV) }
ASSIGNED { v (mV) i (nA) g (uS) factor }
STATE { a (uS) b (uS) }
INITIAL {
    LOCAL tp
    tp = (tau1*tau2)/(tau2 - tau1)*log(tau2/tau1)
    factor = -exp(-tp/tau1) + exp(-tp/tau2)
    factor = 1/factor
    a = 0
    b = 0
}
BREAKPOINT { SOLVE state METHOD cnexp g = b - a i = g*(v - e) }
DERIVATIVE state { a' = -a/tau1 b' = -b/tau2 }
NET_RECEIVE(weight (uS)) { a = a + weight*factor b = b + weight*factor }
