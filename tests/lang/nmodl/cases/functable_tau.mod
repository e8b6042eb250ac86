: case: a channel whose rates are tables of the user
: record: n
: before: xs = h.Vector([-80, -60, -40, 0]); h.table_inf_functable_tau(h.Vector([0, 0.2, 0.8, 1]), xs); h.table_tau_functable_tau(h.Vector([1, 3, 2, 1]), xs)
: at 3: seg.v = -30
NEURON { SUFFIX functable_tau }
ASSIGNED { v }
STATE { n }
FUNCTION_TABLE inf(v (mV))
FUNCTION_TABLE tau(v (mV)) (ms)
INITIAL { n = inf(v) }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { n' = (inf(v) - n)/tau(v) }
