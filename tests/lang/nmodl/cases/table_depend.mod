: case: TABLE DEPEND follows its parameters
: record: y z
: v: -62.3
: at 3: h.k_table_depend = 25
: at 4: h.usetable_table_depend = 0
NEURON { SUFFIX table_depend RANGE y, z GLOBAL k }
PARAMETER { k = 40 }
ASSIGNED { v y z }
INITIAL { p(v) }
BREAKPOINT { p(v) }
PROCEDURE p(x) { TABLE y, z DEPEND k FROM -100 TO 100 WITH 40 y = exp(x/k) z = y*y }
