: case: FUNCTIONs and PROCEDUREs called by VERBATIM
: values: m.outer(3); m.w
NEURON { POINT_PROCESS verb_call RANGE w }
ASSIGNED { w }
FUNCTION square(x) { square = x * x }
PROCEDURE keep(x) { w = x }
FUNCTION outer(x) {
VERBATIM
    keep(_threadargscomma_ 5.0);
    _louter = square(_threadargscomma_ _lx) + 1;
ENDVERBATIM
}
