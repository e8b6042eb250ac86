: case: FUNCTION_TABLE that is a constant
: record: y
: before: h.table_ft_functable_constant(4.5)
: values: h.ft_functable_constant(-75)
NEURON { SUFFIX functable_constant RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x)
BREAKPOINT { y = ft(v) }
