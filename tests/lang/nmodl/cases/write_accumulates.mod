: case: cai is read by a mechanism that has it in WRITE alone
: record: x seg.cai
: at 3: seg.cai = 100
NEURON { SUFFIX write_accumulates USEION ca WRITE cai RANGE x }
ASSIGNED { x cai }
BREAKPOINT { cai = cai + 1 x = cai }
