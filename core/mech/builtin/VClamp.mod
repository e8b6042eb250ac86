TITLE two electrode voltage clamp with three levels

COMMENT
The control amplifier sums the measured potential vi and the command through equal resistors at its input e, which a
capacitor ties to vi; its output vo has gain and a time constant of its own and drives the cell through rstim:

    tau1 d(e - vi)/dt = vi - command - 2 e
    tau2 d(vo)/dt     = -gain e - vo
    vi                = v + fac (vo - v)
    i                 = (vo - v) / rstim

These are solved by backward Euler together with v: e0, vo0, vi0 are the values at the end of the step before, and i is
linear in v. fac compensates for a part of the series resistance.
ENDCOMMENT

NEURON {
    POINT_PROCESS VClamp
    ELECTRODE_CURRENT i
    RANGE dur, amp, gain, rstim, tau1, tau2, e0, vo0, vi0, fac, i
}

UNITS {
    (nA) = (nanoamp)
    (mV) = (millivolt)
}

PARAMETER {
    dur[3] (ms)
    amp[3] (mV)
    gain = 1e5
    rstim = 1 (megohm) <1e-9, 1e9>
    tau1 = 0.001 (ms)
    tau2 = 0 (ms)
    e0 (mV)
    vo0 (mV)
    vi0 (mV)
    fac = 0 (1)
}

ASSIGNED {
    v (mV)
    i (nA)
    command (mV)
    on
}

STATE {
    e (mV)
    vo (mV)
    vi (mV)
}

INITIAL {
    on = 0
    e0 = 0
    vo0 = v
    vi0 = v
    vi = v
    vo = v
    e = 0
}

BREAKPOINT {
    LOCAL k1, k2, loop, constant
    SOLVE update METHOD after_cvode
    vstim()
    if (on) {
        k1 = tau1 / dt
        k2 = tau2 / dt
        loop = gain / (2 + k1)
        constant = k1 * (e0 - vi0) - command
        vo = (k2 * vo0 - loop * ((1 + k1) * (1 - fac) * v + constant)) / (1 + k2 + loop * (1 + k1) * fac)
        vi = v + fac * (vo - v)
        e = ((1 + k1) * vi + constant) / (2 + k1)
        i = (vo - v) / rstim
    } else {
        i = 0
    }
}

: The amplifier as it is with the present v.
FUNCTION icur() (nA) {
    LOCAL k1, k2, loop, constant
    if (on) {
        k1 = tau1 / dt
        k2 = tau2 / dt
        loop = gain / (2 + k1)
        constant = k1 * (e0 - vi0) - command
        vo = (k2 * vo0 - loop * ((1 + k1) * (1 - fac) * v + constant)) / (1 + k2 + loop * (1 + k1) * fac)
        vi = v + fac * (vo - v)
        e = ((1 + k1) * vi + constant) / (2 + k1)
        icur = (vo - v) / rstim
    } else {
        icur = 0
    }
}

PROCEDURE update() {
    i = icur()
    if (on) {
        e0 = e
        vo0 = vo
        vi0 = vi
    }
}

PROCEDURE vstim() {
    at_time(dur[0])
    at_time(dur[0] + dur[1])
    at_time(dur[0] + dur[1] + dur[2])
    on = 1
    if (t < dur[0]) {
        command = amp[0]
    } else if (t < dur[0] + dur[1]) {
        command = amp[1]
    } else if (t < dur[0] + dur[1] + dur[2]) {
        command = amp[2]
    } else {
        command = 0
        on = 0
    }
}
