: case: state_discontinuity in NET_RECEIVE and as a statement of a state
: record: g h1 seg.v
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.5
: at 2: nc.event(h.t + 0.03)
: at 4: nc.event(h.t)
NEURON { POINT_PROCESS state_discontinuities RANGE g, h1 NONSPECIFIC_CURRENT i }
ASSIGNED { v i }
STATE { g h1 }
INITIAL { g = 0 h1 = 1 }
BREAKPOINT { SOLVE s METHOD cnexp i = g*v*1e-3 }
DERIVATIVE s { g' = -g/2 h1' = -h1 }
NET_RECEIVE(w) { state_discontinuity(g, g + w) h1 = h1 + w }
