: case: WATCH of a voltage in both directions
: record: ups downs seg.v
: steps: 30
: before: ic = h.IClamp(seg); ic.delay = 0.3; ic.dur = 1; ic.amp = 0.5; sec.insert("pas")
NEURON { POINT_PROCESS watch RANGE ups, downs }
ASSIGNED { v ups downs }
INITIAL { ups = 0 downs = 0 net_send(0, 1) }
NET_RECEIVE(w) {
    if (flag == 1) { WATCH (v > -60) 2 WATCH (v < -62) 3 }
    if (flag == 2) { ups = ups + 1 }
    if (flag == 3) { downs = downs + 1 }
}
