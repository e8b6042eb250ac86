NEURON { SUFFIX warn_locals RANGE x }
ASSIGNED { v x }
INITIAL { LOCAL a, b, c, d, k, w[2]
    if (v > 0) { a = 1 }
    x = a
    x = b + 1
    b = 2
    FROM i = 0 TO 3 { x = x + c  c = i }
    while (d < 3) { d = d + 1 }
    k = k + 1
    x = w[0]
    w[1] = k
    { LOCAL a x = x + a }
}
FUNCTION f(u) { f = f + u }
: What some way through the block assigns before has a value; so has what an earlier round of a loop assigns.
: expect: 6:9: warning: The LOCAL b is read here and has no value yet (it is 0): assign it before.
: expect: 9:12: warning: The LOCAL d is read here
: expect: 10:9: warning: The LOCAL k is read here
: expect: 11:9: warning: The LOCAL w is read here
: expect: 13:23: warning: The LOCAL a is read here
