NEURON { SUFFIX a }
STATE { x y }
PARAMETER { p = 1 }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k { ~ x <-> y (p + 1, (p + 1)) }
: expect: 2:9: warning: The state x starts at 0
: expect: 2:11: warning: The state y starts at 0
: expect: 5:24: warning: NEURON multiplies only the last term
