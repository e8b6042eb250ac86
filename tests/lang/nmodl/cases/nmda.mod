: case: a receptor of NMDA by a scheme with states and a block by magnesium
: record: c0 c1 c2 d o m.i
: steps: 30
: dt: 0.05
: before: nc = h.NetCon(None, m); nc.weight[0] = 1; fih = h.FInitializeHandler(lambda: nc.event(0.2))
NEURON { POINT_PROCESS nmda NONSPECIFIC_CURRENT i RANGE trans, mg, rb }
PARAMETER { rb0 = 5e-3 (/uM /ms) ru = 12.9e-3 rd = 8.4e-3 rr = 6.8e-3 ro = 46.5e-3 rc = 73.8e-3 mg = 1 }
ASSIGNED { v (mV) i (nA) trans rb b }
STATE { c0 c1 c2 d o }
INITIAL { c0 = 1 trans = 0 rb = 0 }
BREAKPOINT { rb = rb0*trans SOLVE kstates METHOD sparse b = mgblock(v) i = (1e-3)*o*b*v }
KINETIC kstates {
    ~ c0 <-> c1 (rb, ru)
    ~ c1 <-> c2 (rb, ru)
    ~ c2 <-> d (rd, rr)
    ~ c2 <-> o (ro, rc)
    CONSERVE c0 + c1 + c2 + d + o = 1
}
FUNCTION mgblock(v (mV)) { mgblock = 1/(1 + exp(0.062*-v)*(mg/3.57)) }
NET_RECEIVE(w) { if (flag == 0) { trans = 1000*w net_send(0.5, 1) } else { trans = 0 } }
