: case: locals, arguments and the value of a FUNCTION in VERBATIM
: values: m.f(1, 2); m.f(-3, 0.5); m.g(7)
NEURON { POINT_PROCESS verb_local }
FUNCTION f(x, y) {
    LOCAL z
    z = x + y
VERBATIM
    {
        double twice = 2 * _lz;
        _lf = twice + _lx * _ly;
    }
ENDVERBATIM
}
FUNCTION g(n) {
    LOCAL sum
    sum = 0
VERBATIM
    int index;
    for (index = 1; index <= (int)_ln; ++index) {
        _lsum += 1.0 / index;
    }
ENDVERBATIM
    g = sum
}
