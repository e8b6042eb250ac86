// What shape_stats.mod and shape_lists.mod share: codes of one, memory of the other.
#include <math.h>
#include <stdlib.h>

#define SHAPE_MIN(a, b) ((a) < (b) ? (a) : (b))

extern double SS_ALL, SS_POS, SS_NEG, SS_LOOSE;
extern unsigned int ss_scratch_size;
extern double* ss_scratch;
extern double* ss_scratch_of(int n);
static void ss_fail() {
    hoc_execerror("shape_stats", 0);
}
