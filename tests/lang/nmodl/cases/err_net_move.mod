: case: net_move without an event that waits
: skip: errors have words of their own
: raises: net_move finds no event of flag 1
: before: nc = h.NetCon(None, m); fih = h.FInitializeHandler(lambda: nc.event(0.2))
NEURON { POINT_PROCESS err_net_move }
NET_RECEIVE(w) { net_move(t + 1) }
