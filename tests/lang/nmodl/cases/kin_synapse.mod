: case: a receptor as a point process that events drive
: record: c r m.o glu i
: steps: 30
: before: nc = h.NetCon(None, m); nc.weight[0] = 2; fih = h.FInitializeHandler(lambda: nc.event(0.5))
NEURON { POINT_PROCESS kin_synapse NONSPECIFIC_CURRENT i RANGE glu }
ASSIGNED { v i glu }
STATE { c r o }
BREAKPOINT { SOLVE kin METHOD sparse i = 0.001*o*v }
INITIAL { c = 1 r = 0 o = 0 glu = 0 }
KINETIC kin {
    ~ c <-> r (glu*1.5, 0.3)
    ~ r <-> o (2, 1)
    CONSERVE c + r + o = 1
}
NET_RECEIVE(w) { if (flag == 0) { glu = glu + w net_send(1, 1) } else { glu = 0 } }
