: statements, functions, tables, arrays, ions
NEURON {
    POINT_PROCESS language
    USEION ca READ cai, ica WRITE cai
    USEION x READ ex WRITE ix VALENCE 2
    NONSPECIFIC_CURRENT i
    RANGE g, e, lookups, values, ex, count
    GLOBAL shift, seen
    POINTER other
}

UNITS {
    FARADAY = (faraday) (coulomb)
    TEN = 10 (mV)
}

DEFINE n 3

PARAMETER {
    g = 0.01 (uS) <0, 1>
    e = -10 (mV)
    shift = 1
    thresh = -50 (mV)
}

ASSIGNED {
    v (mV)
    i (nA)
    ix (nA)
    ica
    ex (mV)
    values[n]
    lookups
    seen
    count
    other
}

STATE {
    cai (mM)
}

LOCAL memory

INITIAL {
    FROM k = 0 TO n-1 {
        values[k] = k*k/2
    }
    count = 0
    memory = 0
    other = other + 1
    net_send(2, 5)
}

BREAKPOINT {
    SOLVE pool METHOD cnexp
    if (g > 0.5) {
        i = g*(v - e)
    } else {
        i = 2*g*(v - e) + g*v
    }
    ix = g*exp(v/TEN)
}

DERIVATIVE pool {
    cai' = -ica - cai/2
}

FUNCTION square(x) {
    TABLE DEPEND shift FROM 0 TO 4 WITH 4
    square = x*x + shift
}

PROCEDURE look(x) {
    lookups = square(x)
}

FUNCTION choose(x) {
    if (x > 1 && x < 5 || x == 7) {
        choose = x^2
    } else if (!(x < 0)) {
        choose = -x^2
    } else {
        choose = fmod(x, 3)
    }
}

FUNCTION loops(limit) {
    LOCAL k, list[4]
    k = 0
    while (k < limit) {
        k = k + 1
        list[k - 1] = k
        loops = loops + list[k - 1]
    }
    FROM j = 0 TO 6 BY 2 {
        loops = loops + 100*j + j/4
    }
}

FUNCTION power(x, k) {
    if (k <= 0) {
        power = 1
    } else {
        power = x*power(x, k - 1)
    }
}

PROCEDURE speak() {
    printf("%g of %d\n", g, 3)
}

PROCEDURE beyond(k) {
    values[k] = 1
}

NET_RECEIVE(weight, r, last (ms)) {
    INITIAL {
        r = 0.5
        last = t
    }
    if (flag == 0) {
        r = r*exp(-(t - last)/10)
        last = t
        state_discontinuity(g, g + weight*r)
        count = count + 1
        seen = seen + 1
        net_event(t)
    }
    if (flag == 5) {
        WATCH (v > thresh) 7, (v < -80) 8
    }
}
