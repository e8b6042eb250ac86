: case: FUNCTION_TABLE of a point process
: record: y
: before: ys = h.Vector([1, 3, 2]); xs = h.Vector([-100, -50, 0]); m.table_ft(ys, xs)
: values: m.ft(-75)
NEURON { POINT_PROCESS functable_point RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x)
BREAKPOINT { y = ft(v) }
