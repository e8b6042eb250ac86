: case: BEFORE STEP runs once in finitialize and at the end of each step, with the new values
: record: n tt vv xx m.bb m.tb
: before: ic = h.IClamp(seg); ic.dur = 10; ic.amp = 0.1; vec = h.Vector().record(m._ref_n)
: values: vec[0]; vec[1]; len(vec)
NEURON { SUFFIX before_step RANGE n, tt, vv, xx, bb, tb }
ASSIGNED { n tt vv xx v bb tb }
STATE { x }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { x' = 1 - x }
INITIAL { x = 0 n = 0 bb = 0 }
BEFORE STEP { n = n + 1 tt = t vv = v xx = x }
BEFORE BREAKPOINT { bb = bb + 1 tb = t }
