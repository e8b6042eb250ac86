TITLE leaky integrator driven by a decaying current, fires at 1

COMMENT
    taus i' = ib - i
    taum m' = i - m

An event adds its weight to i; when m reaches 1 the cell fires and m is set to 0. taus must exceed taum. Between events
both have a closed form, from which the time of the next crossing is found at once:

    i = ib + b x^(taum/taus),  m = c + b k x^(taum/taus) + a x,  x = exp(-t/taum), k = taus/(taus - taum)
ENDCOMMENT

NEURON {
    ARTIFICIAL_CELL IntFire2
    RANGE taus, taum, ib, i, m
}

PARAMETER {
    taus = 20 (ms) <1e-9, 1e9>
    taum = 10 (ms) <1e-9, 1e9>
    ib = 0
}

ASSIGNED {
    i
    m
    t0 (ms)
}

INITIAL {
    if (taus <= taum) {
        taus = taum + 0.1
    }
    i = ib
    m = 0
    t0 = t
    net_send(until_fire(), 1)
}

FUNCTION I() {
    I = ib + (i - ib) * exp(-(t - t0) / taus)
}

FUNCTION M() {
    M = potential(t - t0)
}

FUNCTION potential(d (ms)) {
    LOCAL slow
    slow = (i - ib) * taus / (taus - taum)
    potential = ib + slow * exp(-d / taus) + (m - ib - slow) * exp(-d / taum)
}

: The time from now until m reaches 1, 1e9 when it does not.
FUNCTION until_fire() (ms) {
    LOCAL slow
    slow = (i - ib) * taus / (taus - taum)
    until_fire = firetime(m - ib - slow, slow, ib - 1)
}

: The first t > 0 with f(t) = c + a exp(-t/taum) + b exp(-t/taus) = 0, coming from f < 0; 1e9 when there is none.
FUNCTION firetime(a, b, c) (ms) {
    LOCAL top, slope
    firetime = 1e9
    slope = -a / taum - b / taus
    if (a + b + c >= 0) {
        firetime = 0
    } else if (a * b < 0 && slope > 0 && a < 0) {
        : f rises to its only maximum and falls after it
        top = log(-(b / taus) / (a / taum)) / (1 / taus - 1 / taum)
        if (c + a * exp(-top / taum) + b * exp(-top / taus) > 0) {
            firetime = newton1(a, b, c, 0, top)
        }
    } else if (c > 0) {
        : f ends above 0
        top = taus
        while (c + a * exp(-top / taum) + b * exp(-top / taus) <= 0) {
            top = 2 * top
        }
        firetime = newton1(a, b, c, 0, top)
    }
}

: The root between low, where f < 0, and high, where f > 0: Newton's method, kept inside by halving.
FUNCTION newton1(a, b, c, low (ms), high (ms)) (ms) {
    LOCAL x, f, slope, below, above, rounds, next
    below = low
    above = high
    x = low
    rounds = 0
    while (rounds < 100) {
        rounds = rounds + 1
        f = c + a * exp(-x / taum) + b * exp(-x / taus)
        slope = -a / taum * exp(-x / taum) - b / taus * exp(-x / taus)
        if (f < 0) {
            below = x
        } else {
            above = x
        }
        next = (below + above) / 2
        if (slope > 0) {
            if (x - f / slope > below && x - f / slope < above) {
                next = x - f / slope
            }
        }
        if (fabs(next - x) <= 1e-15 * fabs(x)) {
            rounds = 100
        }
        x = next
    }
    newton1 = x
}

NET_RECEIVE(w) {
    LOCAL d
    d = t - t0
    if (flag == 1) {
        i = ib + (i - ib) * exp(-d / taus)
        t0 = t
        net_event(t)
        m = 0
        net_send(until_fire(), 1)
    } else {
        m = potential(d)
        i = ib + (i - ib) * exp(-d / taus)
        t0 = t
        i = i + w
        net_move(t + until_fire())
    }
}
