: case: UNITSOFF and UNITSON anywhere
: record: x
UNITS { (mA) = (milliamp) (S) = (siemens) }
NEURON { SUFFIX suffix_units RANGE x }
UNITSOFF
ASSIGNED { x (mA/cm2) v (mV) }
BREAKPOINT { x = f(v) }
FUNCTION f(v (mV)) (/ms) { UNITSOFF f = exp(-v/20) UNITSON }
UNITSON
