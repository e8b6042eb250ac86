: case: a GLOBAL array in hoc and Python, in reads and writes of blocks
: record: x h.b_global_array h.a_global_array[0] h.a_global_array[2]
: at 2: h.a_global_array[2] = 100
: values: len(h.a_global_array); h("create_x = a_global_array[1]"); h.create_x; h("a_global_array[1] = 7"); h.a_global_array[1]; h("a_global_array[0] += 2"); h.a_global_array[0]
NEURON { SUFFIX global_array GLOBAL a, b RANGE x }
ASSIGNED { a[3] b x }
INITIAL { FROM i = 0 TO 2 { a[i] = i + 5 } x = a[1] b = 3 }
BREAKPOINT { x = x + a[2] }
