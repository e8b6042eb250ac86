NEURON { SUFFIX a RANGE x }
ASSIGNED { x }
INITIAL {
    x = 1
    if (x > 0) {
        x = 2
}
: expect: 3:9: error: This brace is never closed
