: case: while and WHILE, nested, with conditions of several parts
: record: x
NEURON { SUFFIX loops_while RANGE x }
ASSIGNED { x }
INITIAL { LOCAL n, k x = 0 n = 5
    while (n > 0) { k = 0 while (k < n && x < 40) { x = x + k k = k + 1 } n = n - 1 }
    WHILE (n < 3 || x < 0) { n = n + 1 x = x*2 } }
