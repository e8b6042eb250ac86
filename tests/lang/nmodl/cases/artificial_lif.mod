: case: integrate and fire by events alone
: record: m spikes
: before: s = h.NetStim(); s.interval = 0.12; s.start = 0.05; s.number = 20; nc = h.NetCon(s, m); nc.delay = 0.01; nc.weight[0] = 0.45
: steps: 15
NEURON { ARTIFICIAL_CELL artificial_lif RANGE tau, refrac, m, spikes }
PARAMETER { tau = 1 refrac = 0.3 }
ASSIGNED { m t0 refractory spikes }
INITIAL { m = 0 t0 = t refractory = 0 spikes = 0 }
NET_RECEIVE(w) {
    if (refractory == 0) { m = m*exp(-(t - t0)/tau) + w t0 = t
        if (m > 1) { refractory = 1 m = 2 spikes = spikes + 1 net_send(refrac, refractory) net_event(t) } }
    else if (flag == 1) { refractory = 0 m = 0 t0 = t } }
