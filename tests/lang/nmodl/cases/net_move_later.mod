: case: net_move of a pending self event, forth and back
: record: x n
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.05
: at 2: nc.event(h.t + 0.01)
: at 5: nc.weight[0] = 0.1; nc.event(h.t + 0.01)
: steps: 9
NEURON { ARTIFICIAL_CELL net_move_later RANGE x, n }
ASSIGNED { x n }
INITIAL { x = 0 n = 0 net_send(0.35, 1) }
NET_RECEIVE(w) { if (flag == 1) { x = t net_send(0.3, 1) } else { n = n + 1 net_move(t + w) } }
