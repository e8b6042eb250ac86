: case: text outside of blocks uses globals, functions and the time; its variables have names that the mechanism has too
: record: seen when
: steps: 6
: values: m.ask(2); h.scale_verb_outside; h.hits_verb_outside; m.again(3); h.hits_verb_outside; m.local(4)
: before: h.scale_verb_outside = 5
NEURON { POINT_PROCESS verb_outside RANGE seen, when GLOBAL scale, hits }
PARAMETER { scale = 3 hits = 0 }
ASSIGNED { seen when }
VERBATIM
static double vo_scaled(double x) {
    hits += 1;
    return scale * vo_half(x) + hits;
}
static double vo_time(void) {
    return t + 10 * dt;
}
ENDVERBATIM
INITIAL {
    hits = 0
    seen = 0
    when = -1
}
BREAKPOINT { SOLVE step_on }
PROCEDURE step_on() {
VERBATIM
    seen += vo_scaled(2.0);
    when = vo_time();
ENDVERBATIM
}
FUNCTION vo_half(x) { vo_half = x/2 + 0*scale }
FUNCTION ask(x) {
VERBATIM
    _lask = vo_scaled(_lx) + hits;
ENDVERBATIM
}
FUNCTION again(x) {
    hits = 100
VERBATIM
    _lagain = vo_scaled(_lx);
ENDVERBATIM
    again = again + hits
}
FUNCTION local(x) {
VERBATIM
    double again = 2 * _lx, ask = 1;
    _llocal = again + ask;
ENDVERBATIM
}
