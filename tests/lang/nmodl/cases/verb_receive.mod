: case: weights and flag of NET_RECEIVE
: record: seen last
: steps: 12
: before: nc = h.NetCon(None, m); nc.weight[0] = 2; fih = h.FInitializeHandler(lambda: (nc.event(0.25), nc.event(0.55)))
NEURON { POINT_PROCESS verb_receive RANGE seen, last }
ASSIGNED { seen last }
INITIAL { seen = 0 last = -1 }
NET_RECEIVE (weight, extra) {
    INITIAL { extra = 5 }
VERBATIM
    seen = seen + _args[0] + _args[1];
    _args[1] = _args[1] + 1;
    last = _lflag;
ENDVERBATIM
    if (flag == 0) { net_send(0.2, 7) }
}
