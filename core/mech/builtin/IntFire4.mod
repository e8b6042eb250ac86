TITLE leaky integrator with decaying excitation and a two-stage inhibition, fires at 1

COMMENT
    taue e'   = -e
    taui1 i1' = -i1
    i2'       = -i2/taui2 + ai1 i1
    m'        = -m/taum + ae e + ai2 i2

An event of positive weight is added to e, one of negative weight to i1. ae, ai1, ai2 are such that a weight of 1 gives m
(and i2) a peak of 1. When m reaches 1 the cell fires and m is set to 0.

The crossing is approached by events of the cell to itself: the line with the present slope of m reaches 1 not later than m
does, as long as taue is the shortest of the times of the inputs; see M. L. Hines and N. T. Carnevale, Discrete event
simulation in the NEURON environment, Neurocomputing 58-60 (2004) 1117-1122.
ENDCOMMENT

NEURON {
    ARTIFICIAL_CELL IntFire4
    RANGE taue, taui1, taui2, taum, e, i1, i2, m, nself, nexcite, ninhibit, ae, ai1, ai2
    GLOBAL eps, taueps, ib
}

PARAMETER {
    taue = 5 (ms) <1e-9, 1e9>
    taui1 = 10 (ms) <1e-9, 1e9>
    taui2 = 20 (ms) <1e-9, 1e9>
    taum = 50 (ms) <1e-9, 1e9>
    ib = 0
    eps = 1e-6
    taueps = 0.01 (ms)
}

ASSIGNED {
    e
    i1
    i2
    m
    nself
    nexcite
    ninhibit
    ae (1/ms)
    ai1 (1/ms)
    ai2 (1/ms)
    t0 (ms)
}

INITIAL {
    fixprecondition()
    factors()
    e = 0
    i1 = 0
    i2 = 0
    m = 0
    t0 = t
    net_send(firetimebound(), 1)
    nself = 0
    nexcite = 0
    ninhibit = 0
}

: The closed forms below divide by differences of the time constants, so these are kept taueps apart, in NEURON's order.
PROCEDURE fixprecondition() {
    LOCAL before
    if (taue < 2 * taueps) {
        taue = 2 * taueps
    }
    if (taue > taui2 - taueps) {
        before = taue
        taue = taui2 - taueps
        if (before > taui2) {
            printf("Warning: Adjusted taue from %g  to %g  to ensure taue < taui2\n", before, taue)
        }
    }
    membrane_from_slow()
    if (taui1 > taui2) {
        printf("Warning: Swapped taui1 and taui2\n")
        before = taui2
        taui2 = taui1
        taui1 = before
    }
    if (taui1 > taui2 - taueps) {
        taui1 = taui2 - taueps
    }
    membrane_from_slow()
    membrane_from_fast()
    if (fabs(taui1 - taum) < taueps) {
        taui1 = taum - taueps
    }
    if (fabs(taue - taum) < taueps) {
        if (taum > taue) {
            taum = taue - taueps
        } else {
            taue = taum - taueps
        }
    }
    membrane_from_fast()
}

PROCEDURE membrane_from_slow() {
    if (fabs(taui2 - taum) < taueps) {
        if (taum > taui2) {
            taum = taui2 + taueps
        } else {
            taum = taui2 - taueps
        }
    }
}

PROCEDURE membrane_from_fast() {
    if (fabs(taui1 - taum) < taueps) {
        taum = taui1 - taueps
    }
}

PROCEDURE factors() {
    LOCAL peak
    peak = log(taum / taue) / (1 / taue - 1 / taum)
    ae = (1 / taue - 1 / taum) / (exp(-peak / taum) - exp(-peak / taue))
    peak = log(taui2 / taui1) / (1 / taui1 - 1 / taui2)
    ai1 = (1 / taui1 - 1 / taui2) / (exp(-peak / taui2) - exp(-peak / taui1))
    ai2 = 1
    ai2 = 1 (/ms) / inhibited(1, 0, search())
}

: m at the time d after i1 and i2 were as given, with m = 0 and e = 0 then.
FUNCTION inhibited(first, second, d (ms)) {
    LOCAL k, k1, k2, km
    k1 = 1 / taui1
    k2 = 1 / taui2
    km = 1 / taum
    k = ai1 * first / (k1 - k2)
    inhibited = ai2 * ((second + k) * (exp(-k2 * d) - exp(-km * d)) / (km - k2) - k * (exp(-k1 * d) - exp(-km * d)) / (km - k1))
}

: The slope of that m for i1 = 1 and i2 = 0.
FUNCTION deriv(d (ms)) (1/ms) {
    LOCAL k, k1, k2, km
    k1 = 1 / taui1
    k2 = 1 / taui2
    km = 1 / taum
    k = ai1 * ai2 / (k1 - k2)
    deriv = k * (km * exp(-km * d) - k2 * exp(-k2 * d)) / (km - k2) - k * (km * exp(-km * d) - k1 * exp(-k1 * d)) / (km - k1)
}

: The time at which that m has its peak.
FUNCTION search() (ms) {
    LOCAL low, high
    low = 0
    high = taui2
    while (deriv(high) > 0) {
        high = 2 * high
    }
    FROM rounds = 1 TO 60 {
        search = (low + high) / 2
        if (deriv(search) > 0) {
            low = search
        } else {
            high = search
        }
    }
}

: From the present slope; 1e9 when m does not rise.
FUNCTION firetimebound() (ms) {
    LOCAL slope
    slope = -m / taum + ae * e + ai2 * i2
    if (slope <= 1e-9) {
        firetimebound = 1e9
    } else {
        firetimebound = (1 - m) / slope
    }
}

PROCEDURE newstates(d (ms)) {
    LOCAL ke, k1, k2, km, k
    ke = 1 / taue
    k1 = 1 / taui1
    k2 = 1 / taui2
    km = 1 / taum
    k = ai1 * i1 / (k1 - k2)
    m = m * exp(-km * d) + ae * e * (exp(-km * d) - exp(-ke * d)) / (ke - km) + inhibited(i1, i2, d)
    i2 = (i2 + k) * exp(-k2 * d) - k * exp(-k1 * d)
    i1 = i1 * exp(-k1 * d)
    e = e * exp(-ke * d)
}

PROCEDURE update() {
    newstates(t - t0)
    t0 = t
}

FUNCTION E() (/ms) {
    E = ae * e * exp(-(t - t0) / taue)
}

FUNCTION I() (/ms) {
    LOCAL k
    k = ai1 * i1 / (1 / taui1 - 1 / taui2)
    I = ai2 * ((i2 + k) * exp(-(t - t0) / taui2) - k * exp(-(t - t0) / taui1))
}

FUNCTION M() {
    LOCAL d
    d = t - t0
    M = m * exp(-d / taum) + ae * e * (exp(-d / taum) - exp(-d / taue)) / (1 / taue - 1 / taum) + inhibited(i1, i2, d)
}

NET_RECEIVE(w) {
    newstates(t - t0)
    t0 = t
    if (m > 1 - eps) {
        net_event(t)
        m = 0
    }
    if (flag == 1) {
        nself = nself + 1
        net_send(firetimebound(), 1)
    } else {
        if (w > 0) {
            nexcite = nexcite + 1
            e = e + w
        } else {
            ninhibit = ninhibit + 1
            i1 = i1 + w
        }
        net_move(firetimebound() + t)
    }
}
