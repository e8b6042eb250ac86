: case: FUNCTION_TABLE from a pointer, a size and limits
: record: y
: v: -60
: before: ys = h.Vector([1, 3, 2, 7, 5]); h.table_ft_functable_range(ys._ref_x[0], 5, -100, 100)
: values: h.ft_functable_range(-75); h.ft_functable_range(-50); h.ft_functable_range(-200); h.ft_functable_range(5); h.ft_functable_range(120)
NEURON { SUFFIX functable_range RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x (mV)) (/ms)
BREAKPOINT { y = ft(v) }
