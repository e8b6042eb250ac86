: case: at_time at the borders of a pulse
: record: i n seg.v
NEURON { POINT_PROCESS at_time_pulse RANGE del, dur, amp, n ELECTRODE_CURRENT i }
PARAMETER { del = 0.15 dur = 0.2 amp = 0.1 }
ASSIGNED { i n }
INITIAL { n = 0 }
BREAKPOINT { if (at_time(del)) { n = n + 1 } if (at_time(del + dur)) { n = n + 10 } if (t < del + dur && t >= del) { i = amp } else { i = 0 } }
