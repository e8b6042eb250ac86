: case: FROM with BY, WHILE, IF and ELSE in capitals, DEFINE
: record: a b c d
DEFINE N 3
DEFINE M 7
NEURON { SUFFIX loops RANGE a, b, c, d }
ASSIGNED { a b c d }
BREAKPOINT {
    LOCAL k
    a = 0
    FROM i = 0 TO M BY 2 { a = a + i*t }
    b = 0
    FROM i = N TO M - 1 { FROM j = 0 TO i { b = b + i*j } }
    c = 0
    k = 0
    WHILE (k < N) { c = c + k k = k + 1 }
    IF (t > 0.25) { d = 1 } ELSE IF (t > 0.15) { d = 2 } ELSE { d = 3 }
}
