: case: two tables, one inside the other's procedure
: record: x y
: v: -41.7
NEURON { SUFFIX threads_tables_two RANGE x, y }
ASSIGNED { v x y }
BREAKPOINT { p(v) }
PROCEDURE p(v) { TABLE x FROM -100 TO 50 WITH 150 x = q(v)/3 }
FUNCTION q(u) { TABLE FROM -120 TO 60 WITH 90 q = exp(u/30) }
