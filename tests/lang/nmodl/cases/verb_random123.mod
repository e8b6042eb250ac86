: case: streams of Random123 and ran4 that belong to the text
: values: m.pick(0); m.pick(1); m.pick(2); m.pick(3); m.pick(4); m.pick(5); m.pick(6); m.pick(7); m.pick(8); m.ran4(); m.word(); m.number(); m.integer()
: values: m.sorted(); m.of_object(r); m.of_object(r4)
: before: r = h.Random(); r.Random123(4, 5, 6); r4 = h.Random(); r4.MCellRan4(3)
NEURON { POINT_PROCESS verb_random123 }
VERBATIM
#include "nrnran123.h"
static int upwards(double a, double b) {
    return a < b ? -1 : a > b;
}
ENDVERBATIM
FUNCTION pick(k) {
VERBATIM
    nrnran123_State* s = nrnran123_newstream3(1, 2, 3);
    int k = (int)_lk;
    double r = 0;
    uint32_t seq, a, b;
    char which;
    if (k == 0) r = nrnran123_ipick(s);
    if (k == 1) r = nrnran123_dblpick(s);
    if (k == 2) r = nrnran123_negexp(s);
    if (k == 3) r = nrnran123_normal(s);
    if (k == 4) {
        nrnran123_setseq(s, 5, 2);
        r = nrnran123_dblpick(s);
        nrnran123_getseq(s, &seq, &which);
        r += seq * 10 + which * 100;
    }
    if (k == 5) {
        nrnran123_getids(s, &a, &b);
        r = a + 10 * b;
    }
    if (k == 6) {
        nrnran123_getids3(s, &a, &b, &seq);
        r = a + 10 * b + 100 * seq;
    }
    if (k == 7) r = nrnran123_get_globalindex();
    if (k == 8) {
        for (int n = 0; n < 9; ++n) r = nrnran123_dblpick(s);
        nrnran123_getseq(s, &seq, &which);
        r += 10 * seq + which;
    }
    nrnran123_deletestream(s);
    return r;
ENDVERBATIM
}
FUNCTION ran4() {
VERBATIM
    uint32_t place = 5;
    double x[4];
    mcell_ran4_init(7);
    mcell_ran4(&place, x, 3, 2.);
    return x[0] * 100 + x[1] * 10 + x[2] + place;
ENDVERBATIM
}
FUNCTION word() {
VERBATIM
    uint32_t place = 5;
    return nrnRan4int(&place, 8) + place;
ENDVERBATIM
}
FUNCTION number() {
VERBATIM
    uint32_t place = 5;
    return nrnRan4dbl(&place, 8) + place;
ENDVERBATIM
}
FUNCTION integer() {
VERBATIM
    uint32_t place = 5;
    return mcell_iran4(&place);
ENDVERBATIM
}
FUNCTION sorted() {
VERBATIM
    double x[] = {3, 1, 4, 2, 7, 6, 5, -1, 8};
    int at[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    nrn_mlh_gsort(x, at, 9, upwards);
    double r = 0;
    for (int n = 0; n < 9; ++n) {
        r = 10 * r + at[n];
    }
    return r;
ENDVERBATIM
}
FUNCTION of_object() {
VERBATIM
    uint32_t a, b, c;
    return nrn_random_isran123(nrn_random_arg(1), &a, &b, &c) ? a + 10 * b + 100 * c : -1;
ENDVERBATIM
}
