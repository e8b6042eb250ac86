: case: PROCEDURE by after_cvode
: record: a
NEURON { SUFFIX proc_after_cvode }
STATE { a }
BREAKPOINT { SOLVE d METHOD after_cvode }
INITIAL { a = 1 }
PROCEDURE d() { a = a*0.9 + t }
