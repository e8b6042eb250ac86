: case: events at the same time, delivered in the order of sending
: record: x
: before: ns = [h.NetCon(None, m) for k in range(4)]
: at 1: [setattr(n, "weight", k + 1) if 0 else n.weight.__setitem__(0, k + 1) for k, n in enumerate(ns)]; [n.event(0.15) for n in ns]
NEURON { ARTIFICIAL_CELL net_order RANGE x }
ASSIGNED { x }
INITIAL { x = 0 }
NET_RECEIVE(w) { x = x*10 + w }
