NEURON { SUFFIX a }
STATE { x y z }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k {
    ~ x <-> y (1, 2)
    CONSERVE x + y = 1
    CONSERVE x + y = 2
    CONSERVE z = 2
    if (t > 1) { CONSERVE x + y = 3 }
}
: expect: 2:9: warning: The state x starts at 0
: expect: 2:11: warning: The state y starts at 0
: expect: 2:13: warning: The state z starts at 0
: expect: 7:5: error: CONSERVE leaves no equation to replace
: expect: 8:5: error: CONSERVE leaves no equation to replace
: expect: 9:18: error: CONSERVE stands in a condition
