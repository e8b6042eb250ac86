: case: dt in INITIAL, BREAKPOINT and a PROCEDURE; t in all of them
: record: x y1 z
: at 3: h.dt = 0.05
NEURON { SUFFIX shadowed_dt RANGE x, y1, z }
ASSIGNED { x y1 z }
INITIAL { x = dt + t y1 = 0 z = 0 }
BREAKPOINT { SOLVE s y1 = y1 + t }
PROCEDURE s() { z = z + dt*t }
