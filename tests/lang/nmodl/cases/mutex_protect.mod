: case: PROTECT and MUTEXLOCK around statements
: record: x h.g_mutex_protect
NEURON { SUFFIX mutex_protect RANGE x GLOBAL g }
ASSIGNED { x g }
INITIAL { g = 0 PROTECT g = g + 1 x = g MUTEXLOCK g = g + 1 MUTEXUNLOCK }
BREAKPOINT { MUTEXLOCK x = x + 1 MUTEXUNLOCK }
