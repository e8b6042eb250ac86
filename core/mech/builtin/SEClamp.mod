TITLE single electrode voltage clamp with three levels and a series resistance

NEURON {
    POINT_PROCESS SEClamp
    ELECTRODE_CURRENT i
    RANGE rs, dur1, amp1, dur2, amp2, dur3, amp3, i, vc
}

UNITS {
    (nA) = (nanoamp)
    (mV) = (millivolt)
}

PARAMETER {
    rs = 1 (megohm) <1e-9, 1e9>
    dur1 (ms)
    amp1 (mV)
    dur2 (ms) <0, 1e9>
    amp2 (mV)
    dur3 (ms) <0, 1e9>
    amp3 (mV)
}

ASSIGNED {
    v (mV)
    i (nA)
    vc (mV)
    on
}

INITIAL {
    on = 0
}

: The current that is kept is that of the voltage at the end of the step.
BREAKPOINT {
    SOLVE icur METHOD after_cvode
    vstim()
    if (on) {
        i = (vc - v) / rs
    } else {
        i = 0
    }
}

PROCEDURE icur() {
    if (on) {
        i = (vc - v) / rs
    } else {
        i = 0
    }
}

PROCEDURE vstim() {
    at_time(dur1)
    at_time(dur1 + dur2)
    at_time(dur1 + dur2 + dur3)
    on = 1
    if (t < dur1) {
        vc = amp1
    } else if (t < dur1 + dur2) {
        vc = amp2
    } else if (t < dur1 + dur2 + dur3) {
        vc = amp3
    } else {
        vc = 0
        on = 0
    }
}
