: case: a concentration that is only written begins each block with that of the ion
: record: x seg.cai
: at 3: seg.cai = 100
NEURON { SUFFIX write_unassigned USEION ca WRITE cai RANGE x }
ASSIGNED { x cai }
INITIAL { x = cai }
BREAKPOINT { x = x + 1 }
