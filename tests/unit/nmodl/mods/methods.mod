TITLE every way to solve an equation

NEURON {
    SUFFIX methods
    RANGE a, b, c, d, e, f, p, q, x, total
}

ASSIGNED {
    total
}

STATE {
    a b c d e f p q x[2]
}

INITIAL {
    a = 1
    b = 0.5
    c = 1
    d = 0.2
    e = 1
    f = 1
    p = 0.3
    q = 0.6
    x[0] = 1
    x[1] = 2
}

BREAKPOINT {
    SOLVE forward METHOD euler
    SOLVE fourth METHOD runge
    SOLVE nearby METHOD derivimplicit
    SOLVE coupled METHOD derivimplicit
    SOLVE exact METHOD cnexp
    SOLVE by_hand
    total = a + b
}

DERIVATIVE forward {
    a' = b - a*a
    b' = -a + 0.1*t
}

DERIVATIVE fourth {
    c' = -c
    d' = t
}

DERIVATIVE nearby {
    LOCAL k
    k = 2
    e' = -e/k
    f' = 3 - f
}

DERIVATIVE coupled {
    p' = q - p
    q' = -p*q + 1
}

DERIVATIVE exact {
    x[0]' = -x[0]/4
    x[1]' = x[0] - x[1]
}

PROCEDURE by_hand() {
    total = total + 1
}
