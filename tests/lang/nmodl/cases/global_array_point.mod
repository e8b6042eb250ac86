: case: a GLOBAL array of a point process; PARAMETER arrays without values; a LOCAL array of the file
: record: x h.a_global_array_point[1] h.c_global_array_point[0]
: at 2: h.c_global_array_point[1] = 2; h.c_global_array_point[0] = -1
NEURON { POINT_PROCESS global_array_point GLOBAL a, c RANGE x }
LOCAL q[2]
PARAMETER { c[2] (mV) }
ASSIGNED { x a[2] }
INITIAL { a[0] = 3 a[1] = 4 q[1] = 0.5 }
BREAKPOINT { x = a[1] + c[1] + q[1] q[1] = q[1]*2 }
