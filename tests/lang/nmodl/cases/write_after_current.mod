: case: the concentration at the end of a DERIVATIVE, with WRITE alone
: record: x seg.cai z
: at 3: seg.cai = 100
NEURON { SUFFIX write_after_current USEION ca WRITE cai RANGE x }
ASSIGNED { x cai }
STATE { z }
INITIAL { x = cai z = 1 }
BREAKPOINT { SOLVE s METHOD euler x = cai }
DERIVATIVE s { z' = cai cai = z }
