: case: an artificial cell with self events of several kinds
: record: x n last
: before: nc = h.NetCon(m, m); nc.delay = 0.1; nc.weight[0] = 2
NEURON { ARTIFICIAL_CELL net_self_kinds RANGE x, n, last }
ASSIGNED { x n last }
INITIAL { x = 0 n = 0 last = -1 net_send(0.1, 1) net_send(0.25, 2) }
NET_RECEIVE(w) {
    last = flag
    if (flag == 1) { x = x + 1 net_send(0.1, 1) }
    else if (flag == 2) { n = n + 10 net_send(0.05, 3) }
    else if (flag == 3) { n = n + 100 net_event(t) }
    else { x = x + w*1000 net_send(0.02, 2) } }
