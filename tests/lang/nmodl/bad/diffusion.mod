NEURON { SUFFIX a }
STATE { x y }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k {
    COMPARTMENT 1 { x }
    LONGITUDINAL_DIFFUSION 2 { x }
    ~ x <-> y (1, 2)
}
: expect: 6:5: error: LONGITUDINAL_DIFFUSION is not supported yet
