: case: LONGITUDINAL_DIFFUSION of a point process has no effect
: record: a
NEURON { POINT_PROCESS diff_point RANGE D, k }
PARAMETER { D = 1  k = 0.3 }
STATE { a }
INITIAL { a = 1 }
BREAKPOINT { SOLVE kin METHOD sparse }
KINETIC kin {
    COMPARTMENT 1 { a }
    LONGITUDINAL_DIFFUSION D { a }
    ~ a -> (k)
}
