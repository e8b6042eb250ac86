: case: hoc_epsilon, a name of NEURON's C library, in NMODL
: record: x y
: steps: 2
NEURON { POINT_PROCESS epsilon RANGE x, y }
ASSIGNED { x y }
INITIAL {
    x = 1e-10
    y = 0
    if (x > hoc_epsilon) { y = 1e12*hoc_epsilon }
}
BREAKPOINT { x = x/1000 if (x < hoc_epsilon) { y = -1 } }
