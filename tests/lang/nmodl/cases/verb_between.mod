: case: a variable of the text in NMODL, and a brace that goes on behind it
: values: m.draw(1); m.draw(-1)
NEURON { POINT_PROCESS verb_between }
FUNCTION draw(q) {
VERBATIM
    double value;
    if (_lq > 0) {
        value = 3;
        return value;
    } else {
ENDVERBATIM
        value = 4
VERBATIM
    }
ENDVERBATIM
    draw = value * 2
}
