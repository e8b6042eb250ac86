: case: NET_RECEIVE with INITIAL, several connections with numbers of their own
: record: x
: before: n1 = h.NetCon(None, m); n2 = h.NetCon(None, m); n1.weight[0] = 2; n2.weight[0] = 5
: at 1: n1.event(h.t + 0.05); n2.event(h.t + 0.15)
: at 3: n1.event(h.t + 0.05)
: values: n1.weight[1]; n2.weight[1]; n2.weight[2]; len(n1.weight)
NEURON { POINT_PROCESS net_initial_args RANGE x }
ASSIGNED { x }
INITIAL { x = 0 }
NET_RECEIVE(w (uS), a, b) { INITIAL { a = 2 b = w*3 } x = x + w*a*b a = a + 1 }
