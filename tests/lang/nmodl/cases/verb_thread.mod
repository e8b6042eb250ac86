: case: functions of the file that get _threadargs_, the thread's time, a POINTER in them
: before: source = h.Vector([2.5]); h.setpointer(source._ref_x[0], "p", m)
: skip: text of its files knows no POINTER
: values: m.ask(3) - 9.5; m.at() - h.t
VERBATIM
static double helper(_threadargsproto_, double x) {
    return x + 1;
}
static double behind(void) {
    return _p_p ? 1 : 0;
}
ENDVERBATIM
NEURON { POINT_PROCESS verb_thread POINTER p }
ASSIGNED { p }
FUNCTION double_of(x) { double_of = 2 * x }
FUNCTION ask(x) {
VERBATIM
    _lask = helper(_threadargs_, double_of(_threadargscomma_ _lx)) + p * behind();
ENDVERBATIM
}
FUNCTION at() {
VERBATIM
    if (_nt == nrn_threads) {
        _lat = _nt->_t;
    }
ENDVERBATIM
}
