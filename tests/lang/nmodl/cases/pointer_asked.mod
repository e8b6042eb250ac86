: case: nrn_pointing tells whether a POINTER is set
: record: x y z
: before: m._ref_p = seg._ref_v
: at 4: m._ref_q = seg._ref_v
NEURON { POINT_PROCESS pointer_asked POINTER p, q RANGE x, y, z }
ASSIGNED { p q x y z }
INITIAL { x = nrn_pointing(p) y = nrn_pointing(q) z = 0 }
BREAKPOINT { if (nrn_pointing(q)) { z = q } else { z = z + 1 } }
