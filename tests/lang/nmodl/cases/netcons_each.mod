: case: FOR_NETCONS over the connections, changing their numbers
: record: s n
: before: ns = [h.NetCon(None, m) for k in range(3)]; [n.weight.__setitem__(0, k + 1) for k, n in enumerate(ns)]
: at 2: ns[1].event(h.t + 0.05)
: at 4: ns[0].event(h.t + 0.05)
: values: ns[2].weight[1]
NEURON { POINT_PROCESS netcons_each RANGE s, n }
ASSIGNED { s n }
INITIAL { s = 0 n = 0 }
NET_RECEIVE(w, a) { INITIAL { a = 1 } n = 0 FOR_NETCONS(u, c) { s = s + u*c c = c + 1 n = n + 1 } }
