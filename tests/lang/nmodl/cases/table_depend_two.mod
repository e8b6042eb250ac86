: case: TABLE with DEPEND of two, one a parameter and one celsius
: record: x y
: at 2: h.k_table_depend_two = 3
: at 4: h.celsius = 20
NEURON { SUFFIX table_depend_two RANGE x, y GLOBAL k }
PARAMETER { k = 2 celsius }
ASSIGNED { v x y inf tau }
INITIAL { rates(v) x = inf y = tau }
BREAKPOINT { rates(v + 10*t) x = inf y = tau }
PROCEDURE rates(u) { TABLE inf, tau DEPEND k, celsius FROM -100 TO 100 WITH 57
    inf = 1/(1 + exp(-(u + 40)/k/5)) tau = exp(u/100)*celsius }
