: case: net_event from events, delays, several connections
: record: count
: steps: 30
: before: st = h.NetStim(); st.interval = 0.4; st.number = 5; st.start = 0.2; nc = h.NetCon(st, m); nc.delay = 0.1; nc.weight[0] = 1
: before: out = h.Vector(); nc2 = h.NetCon(m, None); nc2.record(out)
: values: len(out); out.sum()
NEURON { ARTIFICIAL_CELL net_move_flag RANGE count }
ASSIGNED { count }
INITIAL { count = 0 }
NET_RECEIVE(w) { count = count + w if (count >= 2) { net_event(t) count = 0 } }
