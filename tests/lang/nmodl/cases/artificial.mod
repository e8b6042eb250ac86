: case: an ARTIFICIAL_CELL that sends itself events
: record: n last
: steps: 20
: values: len(times)
: before: times = h.Vector(); nc = h.NetCon(m, None); nc.record(times)
NEURON { ARTIFICIAL_CELL artificial RANGE n, last, gap }
PARAMETER { gap = 0.35 }
ASSIGNED { n last }
INITIAL { n = 0 last = 0 net_send(gap, 1) }
NET_RECEIVE(w) {
    n = n + flag
    last = t
    net_event(t)
    net_send(gap, 1)
}
