: case: POINTER to a voltage and to a variable
: record: y
: before: h.setpointer(seg._ref_v, "p", m)
: at 3: seg.v = -20
NEURON { POINT_PROCESS pointer RANGE y POINTER p }
ASSIGNED { y p }
INITIAL { y = p }
BREAKPOINT { y = p*2 }
