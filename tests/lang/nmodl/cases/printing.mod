: case: printf does not change numbers
: record: x
: steps: 1
NEURON { SUFFIX printing RANGE x }
ASSIGNED { x }
BREAKPOINT { x = t if (t > 100) { printf("%g %s\n", x, "a") } }
