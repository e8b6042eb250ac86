: case: arrays in STATE with several methods, elements by loops in INITIAL
: record: x m[0] m[2]
NEURON { SUFFIX state_array RANGE m, x }
STATE { m[3] n[2] }
ASSIGNED { x }
INITIAL { FROM i = 0 TO 2 { m[i] = i*i } n[0] = 1 n[1] = 2 }
BREAKPOINT { SOLVE s METHOD sparse x = m[0] + m[1] + m[2] }
KINETIC s { ~ m[0] <-> m[1] (1, 0.5) ~ m[1] <-> m[2] (0.3, 0.2) ~ n[0] <-> n[1] (2, 1) }
