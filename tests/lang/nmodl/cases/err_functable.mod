: case: a FUNCTION_TABLE that nobody has set
: skip: errors have words of their own
: raises: err_functable at soma(0.5): the FUNCTION_TABLE ft has no values: set them with table_ft
NEURON { SUFFIX err_functable RANGE y }
ASSIGNED { v y }
FUNCTION_TABLE ft(x)
BREAKPOINT { y = ft(v) }
