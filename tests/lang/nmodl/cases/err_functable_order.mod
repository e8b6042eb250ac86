: case: places of a FUNCTION_TABLE that do not rise
: skip: errors have words of their own
: raises: does not rise at index 2
: before: h.table_ft_err_functable_order(h.Vector([1, 2, 3]), h.Vector([0, 2, 2]))
NEURON { SUFFIX err_functable_order RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x)
BREAKPOINT { y = ft(v) }
