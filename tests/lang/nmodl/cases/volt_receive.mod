: case: in NET_RECEIVE v is the node's
: record: seg.v seen
: steps: 4
: before: nc = h.NetCon(None, m); nc.weight[0] = 7; fih = h.FInitializeHandler(lambda: nc.event(0.25))
NEURON { POINT_PROCESS volt_receive RANGE seen }
ASSIGNED { v seen }
INITIAL { seen = 0 }
NET_RECEIVE(w) {
    v = v + w
    more()
    seen = v
}
PROCEDURE more() { v = v + 0.5 }
