: case: PROCEDURE by cvode_t
: record: a
NEURON { SUFFIX proc_cvode_t }
STATE { a }
BREAKPOINT { SOLVE d METHOD cvode_t }
INITIAL { a = 1 }
PROCEDURE d() { a = a*0.9 + t }
