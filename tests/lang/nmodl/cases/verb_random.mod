: case: a Random object behind a POINTER
: before: r = h.Random(); r.Random123(3, 5, 0); r.uniform(10, 20); m.noise_from(r)
: record: drawn
: values: m.draw(); m.draw(); m.noise_from(); m.draw()
NEURON { POINT_PROCESS verb_random POINTER donotuse RANGE drawn }
ASSIGNED { donotuse drawn }
INITIAL { drawn = draw() }
BREAKPOINT { drawn = drawn + 1 }
FUNCTION draw() {
VERBATIM
    if (_p_donotuse) {
        _ldraw = nrn_random_pick((Rand*)_p_donotuse);
    } else {
        _ldraw = -1;
    }
ENDVERBATIM
}
PROCEDURE noise_from() {
VERBATIM
    {
        void** pv = (void**)(&_p_donotuse);
        if (ifarg(1)) {
            *pv = nrn_random_arg(1);
        } else {
            *pv = (void*)0;
        }
    }
ENDVERBATIM
}
