: case: VERBATIM returns from a FUNCTION, a PROCEDURE, INITIAL
: record: w
: steps: 1
: values: m.early(5); m.early(2); m.set(3); m.w; m.set(-3); m.w
NEURON { POINT_PROCESS verb_return RANGE w, on }
PARAMETER { on = 1 }
ASSIGNED { w }
INITIAL {
    w = 8
VERBATIM
    if (on > 0) {
        return;
    }
ENDVERBATIM
    w = 9
}
FUNCTION early(x) {
VERBATIM
    if (_lx > 3) {
        return 42.;
    }
ENDVERBATIM
    early = x
}
PROCEDURE set(x) {
VERBATIM
    if (_lx < 0) {
        return 0.;
    }
ENDVERBATIM
    w = x
}
