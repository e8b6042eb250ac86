: case: NET_RECEIVE that sets the voltage and the reset by a self event
: record: n seg.v
NEURON { POINT_PROCESS net_voltage RANGE n NONSPECIFIC_CURRENT i }
ASSIGNED { v i n }
INITIAL { n = 0 net_send(0.15, 1) }
BREAKPOINT { i = 0.001*(v + 60) }
NET_RECEIVE(w) { if (flag == 1) { v = 20 n = n + 1 net_send(0.1, 2) } else { v = -70 } }
