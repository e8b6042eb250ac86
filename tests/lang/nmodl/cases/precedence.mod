: case: precedence of operators
: record: a b c d e f
NEURON { SUFFIX precedence RANGE a, b, c, d, e, f }
ASSIGNED { a b c d e f }
BREAKPOINT {
    a = -2^2 + t
    b = 2^3^2 + t
    c = 10 - 4 - 3*2/4 + t
    d = (t < 1) + 2*(t >= 0.2) + 4*(t == 0.1)
    e = !(t > 0.2) + (t > 0.1 && t < 0.35 || t == 0)
    f = -t*-3 + 7
}
