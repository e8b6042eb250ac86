: case: the current of an ion from other mechanisms, at the step's start
: record: x y
: before: sec.insert("hh")
NEURON { SUFFIX ion_current_read USEION na READ ina, ena RANGE x, y }
ASSIGNED { ina ena x y }
INITIAL { x = ina y = ena }
BREAKPOINT { SOLVE s }
PROCEDURE s() { x = ina y = y + ina }
