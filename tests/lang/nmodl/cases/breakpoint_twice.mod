: case: how often BREAKPOINT runs, with a current and without
: record: n
NEURON { SUFFIX breakpoint_twice RANGE n }
ASSIGNED { n }
INITIAL { n = 0 }
BREAKPOINT { n = n + 1 }
