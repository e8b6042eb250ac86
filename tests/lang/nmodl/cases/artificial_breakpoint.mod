: case: BREAKPOINT of an artificial cell runs in each step
: record: x
NEURON { ARTIFICIAL_CELL artificial_breakpoint RANGE x, m }
ASSIGNED { x }
STATE { m }
INITIAL { x = 2 m = 1 }
BREAKPOINT { x = x + 1 }
NET_RECEIVE(w) { x = 3 }
