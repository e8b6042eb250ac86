: case: NET_RECEIVE with several arguments, INITIAL in it, net_move
: record: s m.u m.k
: steps: 20
: before: nc = h.NetCon(None, m); nc.weight[0] = 0.5; fih = h.FInitializeHandler(lambda: [nc.event(0.3), nc.event(0.75), nc.event(0.9)])
: values: nc.weight[0]; nc.weight[1]; nc.weight[2]
NEURON { POINT_PROCESS net_args RANGE s, u, k }
ASSIGNED { s u k }
INITIAL { s = 0 u = 0 k = 0 }
NET_RECEIVE(w, count, last (ms)) {
    INITIAL { count = 10 last = -1 }
    if (flag == 0) {
        count = count + 1
        u = t - last
        last = t
        s = s + w*count
        if (k == 0) { net_send(0.6, 1) k = 1 } else { net_move(t + 0.25) }
    } else {
        k = k + 10
    }
}
