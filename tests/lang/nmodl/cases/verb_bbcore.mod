: case: functions for CoreNEURON are there and not called
: record: y
: before: m.setup()
NEURON { THREADSAFE SUFFIX verb_bbcore RANGE y BBCOREPOINTER kept }
ASSIGNED { y kept }
BREAKPOINT { y = t }
VERBATIM
static void bbcore_write(double* x, int* d, int* x_offset, int* d_offset, _threadargsproto_) {
    if (d) {
        d[*d_offset] = 1;
    }
    *d_offset += 1;
}
static void bbcore_read(double* x, int* d, int* x_offset, int* d_offset, _threadargsproto_) {
    *d_offset += 1;
}
ENDVERBATIM
PROCEDURE setup() {
VERBATIM
    _p_kept = 0;
ENDVERBATIM
}
