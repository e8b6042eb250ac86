NEURON { SUFFIX a }
STATE { x y }
BREAKPOINT { SOLVE k METHOD cnexp }
INITIAL { SOLVE k STEADYSTATE derivimplicit }
KINETIC k { ~ x <-> y (1, 2) }
: expect: 3:20: error: METHOD cnexp is not for a KINETIC block: use sparse or euler or runge
: expect: 4:17: error: STEADYSTATE derivimplicit is not for a KINETIC block: use sparse
