: case: a POINTER of a density mechanism, set by attribute and by setpointer; it is written too
: record: x h.aim
: before: h("aim = 3")
: before: sec(0.5).pointer_density._ref_p = seg._ref_v
: before: h.setpointer(h._ref_aim, "q", sec(0.5).pointer_density)
NEURON { SUFFIX pointer_density POINTER p, q RANGE x }
ASSIGNED { p q x }
INITIAL { x = p }
BREAKPOINT { x = p + q  q = q + 1 }
