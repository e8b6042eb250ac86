: case: text outside of blocks: functions, a number that stays, headers
: values: m.count(); m.count(); m.letters()
VERBATIM
#include <ctype.h>
static int calls = 0;
static double cube(double x) {
    return x * x * x; // not "VERBATIM"
}
ENDVERBATIM
NEURON { POINT_PROCESS verb_file }
FUNCTION count() {
VERBATIM
    calls++;
    _lcount = cube(calls + 1);
ENDVERBATIM
}
FUNCTION letters() {
VERBATIM
    const char* text = "i a1b2 k s";
    int found = 0;
    for (; *text; ++text) {
        found += isalpha(*text) ? 1 : 0;
    }
    return found;
ENDVERBATIM
}
