: case: arrays of an instance and of the mechanism
: record: a[0] a[1] a[2] total
: steps: 1
: values: m.second()
NEURON { POINT_PROCESS verb_array RANGE a, total GLOBAL gg }
ASSIGNED { a[3] total gg[2] }
INITIAL {
VERBATIM
    for (int n = 0; n < 3; ++n) {
        a[n] = 10 * n + 1;
    }
    gg[1] = a[2] / 2;
ENDVERBATIM
    FROM n = 0 TO 2 { total = total + a[n] }
}
FUNCTION second() { second = gg[1] }
