: case: at_time and state_discontinuity
: record: x n
: steps: 10
NEURON { POINT_PROCESS at_time RANGE n }
ASSIGNED { n }
STATE { x }
INITIAL { x = 0 n = 0 }
BREAKPOINT { SOLVE d METHOD cnexp if (at_time(0.5)) { n = n + 1 } }
DERIVATIVE d { x' = 1 - x }
