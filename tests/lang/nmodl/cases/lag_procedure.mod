: case: LAG: the value some time ago, from the first call on
: record: x y
: steps: 9
NEURON { SUFFIX lag_procedure RANGE x, y }
PARAMETER { tau = 0.25 }
ASSIGNED { x y }
INITIAL { x = 7 }
BREAKPOINT { SOLVE s }
PROCEDURE s() { x = t*t LAG x BY tau y = lag_x_tau }
