: case: FROM with BY, with bounds that are computed, below zero, and none at all
: record: x y1 z
NEURON { SUFFIX loops_from RANGE x, y1, z }
DEFINE N 3
ASSIGNED { x y1 z n }
INITIAL { x = 0 y1 = 0 z = 0 n = 2
    FROM i = 0 TO N*2 BY 2 { x = x*10 + i }
    n = -2 FROM i = n TO 2 { y1 = y1*10 + i*i FROM k = i TO 1 { y1 = y1 + k } }
    n = 2 FROM i = 0 TO 6 BY n + 1 { z = z*10 + i }
    FROM i = 3 TO 1 { z = z + 1e6 } }
