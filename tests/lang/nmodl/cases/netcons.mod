: case: FOR_NETCONS: a sum over the weights of all connections
: record: total n
: steps: 10
: before: ncs = [h.NetCon(None, m) for k in range(3)]
: before: [setattr(nc, "delay", 0.1) for nc in ncs]
: before: for k, nc in enumerate(ncs): nc.weight[0] = k + 1; nc.weight[1] = 10*k
: before: fih = h.FInitializeHandler(lambda: [nc.event(0.25*(k + 1)) for k, nc in enumerate(ncs)])
: values: ncs[0].weight[1]; ncs[1].weight[1]; ncs[2].weight[1]
NEURON { POINT_PROCESS netcons RANGE total, n }
ASSIGNED { total n }
INITIAL { total = 0 n = 0 }
NET_RECEIVE(w, x) {
    INITIAL { }
    total = 0
    FOR_NETCONS(w1, x1) {
        total = total + w1 + x1
        x1 = x1 + 0.5
        n = n + 1
    }
}
