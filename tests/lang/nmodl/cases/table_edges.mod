: case: TABLE below and above its range, and without tables
: record: x y z
: values: h.f_table_edges(7); h.f_table_edges(-50); h.f_table_edges(50)
: at 3: h.usetable_table_edges = 0; h.finitialize(-65)
NEURON { SUFFIX table_edges RANGE x, y, z }
ASSIGNED { x y z q }
INITIAL { x = f(-200) y = f(200) p(1e3) z = q }
FUNCTION f(u) { TABLE FROM -50 TO 50 WITH 10 f = u*u }
PROCEDURE p(u) { TABLE q FROM 0 TO 1 WITH 4 q = exp(u) }
