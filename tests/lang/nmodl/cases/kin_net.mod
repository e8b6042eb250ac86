: case: events set a state of a KINETIC block
: record: a b
: steps: 12
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.5; fih = h.FInitializeHandler(lambda: [nc.event(0.3), nc.event(0.75)])
NEURON { POINT_PROCESS kin_net }
STATE { a b }
BREAKPOINT { SOLVE kin METHOD sparse }
INITIAL { a = 0 b = 0 }
KINETIC kin { ~ a <-> b (2, 0.1) ~ b -> (0.4) }
NET_RECEIVE(w) { a = a + w }
