: case: LOCAL arrays, in blocks and of the file
: record: y
NEURON { SUFFIX local_arrays RANGE y }
LOCAL kept[3]
ASSIGNED { y }
INITIAL { FROM i = 0 TO 2 { kept[i] = i*i } }
BREAKPOINT {
    LOCAL a[4], s
    s = 0
    FROM i = 0 TO 3 { a[i] = i + t }
    FROM i = 0 TO 2 { s = s + a[i]*kept[i] }
    y = s
}
