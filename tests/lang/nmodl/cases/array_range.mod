: case: RANGE arrays, computed indices, GLOBAL arrays
: record: a[0] a[1] a[2] s
: before: m.a[1] = 5
NEURON { SUFFIX array_range RANGE a, s GLOBAL w }
ASSIGNED { a[3] s w[3] }
INITIAL { LOCAL j FROM i = 0 TO 2 { w[i] = i + 1 } j = 2 a[j] = a[1]*2 }
BREAKPOINT { LOCAL k k = 1 s = 0 FROM i = 0 TO 2 { s = s + a[i]*w[2 - i] } a[k - 1] = s + t }
