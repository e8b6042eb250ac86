: case: a FUNCTION_TABLE from fewer numbers than the sizes ask for
: skip: the reference reads foreign memory
: raises: fewer than the sizes ask for
: before: xs = h.Vector([1, 2, 3]); h.table_ft_err_functable_few(xs._ref_x[1], 3, 0, 1)
NEURON { SUFFIX err_functable_few RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x)
BREAKPOINT { y = ft(v) }
