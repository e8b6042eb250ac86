NEURON { SUFFIX remark_threads GLOBAL g, h, k RANGE x EXTERNAL e_other }
LOCAL shared
ASSIGNED { v g h k x }
STATE { z }
INITIAL { z = 0 h = 1 }
BREAKPOINT { SOLVE s METHOD cnexp shared = z }
DERIVATIVE s { rates() z' = -z }
PROCEDURE rates() { g = v }
PROCEDURE user() { k = 1 x = e_other
VERBATIM
/* nothing */
ENDVERBATIM
}
: A PROCEDURE that no block calls runs in no thread.
: options: --warnings
: expect: 2:7: warning: "shared" is one variable of all instances, and BREAKPOINT assigns it
: expect: 3:14: warning: "g" is one variable of all instances, and BREAKPOINT assigns it
: expect: 3:16: warning: "h" is one variable of all instances, and INITIAL assigns it
: expect: 10:1: warning: Threads cannot share a model with VERBATIM
