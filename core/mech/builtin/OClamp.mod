TITLE voltage clamp that is switched on and off from outside

COMMENT
While switched_on is not 0, the clamp holds vc from the time `on` to the time `off`.
ENDCOMMENT

NEURON {
    POINT_PROCESS OClamp
    ELECTRODE_CURRENT i
    RANGE rs, on, off, vc, switched_on, i
}

UNITS {
    (nA) = (nanoamp)
    (mV) = (millivolt)
}

PARAMETER {
    rs = 1 (megohm) <1e-9, 1e9>
    on (ms)
    off (ms)
    vc (mV)
    switched_on
}

ASSIGNED {
    v (mV)
    i (nA)
    clamping
}

INITIAL {
    clamping = 0
}

BREAKPOINT {
    SOLVE icur METHOD after_cvode
    look()
    if (clamping) {
        i = (vc - v) / rs
    } else {
        i = 0
    }
}

PROCEDURE icur() {
    if (clamping) {
        i = (vc - v) / rs
    } else {
        i = 0
    }
}

PROCEDURE look() {
    at_time(on)
    at_time(off)
    if (switched_on != 0 && t >= on && t <= off) {
        clamping = 1
    } else {
        clamping = 0
    }
}

PROCEDURE vstim() {
    look()
    icur()
}
