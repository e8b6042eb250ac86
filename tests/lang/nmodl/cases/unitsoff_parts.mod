: case: UNITSOFF and UNITSON around and inside blocks
: record: x h.a_unitsoff_parts
NEURON { SUFFIX unitsoff_parts RANGE x }
UNITSOFF
PARAMETER { a = 3 (mV) <0, 10> b = -2.5 }
ASSIGNED { x (mA/cm2) v (mV) }
INITIAL { UNITSOFF x = a + b + 2 (ms) + v UNITSON }
UNITSON
