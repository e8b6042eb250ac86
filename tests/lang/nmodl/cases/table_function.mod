: case: TABLE of a FUNCTION
: record: y
: v: -62.3
: values: h.f_table_function(-3.7); h.f_table_function(200); h.f_table_function(-200)
NEURON { SUFFIX table_function RANGE y }
ASSIGNED { v y }
BREAKPOINT { y = f(v) }
FUNCTION f(x) { TABLE FROM -100 TO 100 WITH 50 f = exp(x/40) }
