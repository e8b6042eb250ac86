: case: WATCH on two conditions, either direction, renewed in the block
: record: n x seg.v
: steps: 14
NEURON { POINT_PROCESS watch_two RANGE n, x, up NONSPECIFIC_CURRENT i }
PARAMETER { up = -60 }
ASSIGNED { v i n x }
INITIAL { n = 0 x = 0 net_send(0, 1) }
BREAKPOINT { i = -0.05*sin(t*6) }
NET_RECEIVE(w) { if (flag == 1) { WATCH (v > up) 2 WATCH (v < -70) 3 } else if (flag == 2) { n = n + 1 x = t } else if (flag == 3) { n = n + 100 net_send(0.1, 1) } }
