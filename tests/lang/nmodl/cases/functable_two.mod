: case: FUNCTION_TABLE of two arguments
: record: y
: before: ys = h.Vector([1, 2, 3, 4, 6, 9]); h.table_ft_functable_two(ys._ref_x[0], 2, -100, 0, 3, 0, 10)
: values: h.ft_functable_two(-75, 3); h.ft_functable_two(-50, 5); h.ft_functable_two(-200, 20); h.ft_functable_two(5, -1); h.ft_functable_two(-20, 7.5)
NEURON { SUFFIX functable_two RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x, z)
BREAKPOINT { y = ft(v, t*10) }
