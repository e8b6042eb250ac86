: case: methods that work on Lists of Vectors, with memory and codes of another file, and hoc that is called for each
: before: h.shape_lists_install(); a = h.Vector([5, 3, 9, 1, 7]); b = a.c().mul(10); c = a.c().add(0.5); l = h.List(); l.append(a); l.append(b)
: before: l.append(c); ind = h.Vector([4, 0, 2]); to = h.List(); _ = [to.append(h.Vector(3)) for _k in range(3)]; h("func sl_square() { return $1*$1 }")
: before: h("objref sl_bound"); h("func sl_with() { return $o1.x[$2] }"); key = h.Vector([0, 0, 0, 0, 0])
: values: ind.sl_take(l, to); to.o(0)[0]; to.o(1)[1]; to.o(2)[2]; ind.sl_select(l, "GT", 2, "GT", 40); ind.size(); ind[0]; a.sl_apply("sl_square"); a[2]
: values: a.sl_call("sl_with", b); a.sl_order(l); a[0]; b[0]; c[4]; key.sl_code(h.SS_POS); key.sl_isvec(a); key.sl_isvec(l); a.sl_text("%d values")
NEURON { SUFFIX nothing GLOBAL SL_INSTALLED }
PARAMETER { SL_INSTALLED = 0 }
VERBATIM
#include "shape_stats.h"
#define SL_MOST 20
#define SL_ISVEC(ob) (strncmp(hoc_object_name(ob), "Vector", 6) == 0)
static int sl_px(Object* list, int i, double** px) {
    Object* ob = ivoc_list_item(list, i);
    if (ob == 0 || !SL_ISVEC(ob)) hoc_execerror("shape_lists:", "an item is no Vector");
    return vector_instance_px(ob->u.this_pointer, px);
}
static int sl_compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
static double sl_take(void* vv) {
    double *at, *from[SL_MOST], *into[SL_MOST];
    int n = vector_instance_px(vv, &at), count, k, i;
    Object *source = *hoc_objgetarg(1), *target = *hoc_objgetarg(2);
    count = ivoc_list_count(source);
    if (count > SL_MOST || ivoc_list_count(target) != count) ss_fail();
    for (k = 0; k < count; k++) {
        int size = sl_px(source, k, &from[k]);
        if (sl_px(target, k, &into[k]) != n) ss_fail();
        for (i = 0; i < n; i++) {
            if (at[i] < 0 || at[i] >= size) ss_fail();
        }
    }
    for (k = 0; k < count; k++) {
        for (i = 0; i < n; i++) into[k][i] = from[k][(int)at[i]];
    }
    return count;
}
static double sl_select(void* vv) {
    Object* list = *hoc_objgetarg(1);
    double *x[SL_MOST], bound[SL_MOST];
    int sign[SL_MOST], count = 0, n = 0, found = 0;
    for (int arg = 2; ifarg(arg); arg += 2, count++) {
        char* op = gargstr(arg);
        sign[count] = strcmp(op, "GT") == 0 ? 1 : strcmp(op, "LT") == 0 ? -1 : 0;
        if (!sign[count]) hoc_execerror(op, "is no code");
        bound[count] = *getarg(arg + 1);
        n = sl_px(list, count, &x[count]);
    }
    double* kept = ss_scratch_of(n);
    for (int i = 0; i < n; i++) {
        int fits = 1;
        for (int k = 0; k < count; k++) fits = fits && sign[k] * (x[k][i] - bound[k]) > 0;
        if (fits) kept[found++] = i;
    }
    vector_resize((IvocVect*)vv, found);
    memcpy(vector_vec((IvocVect*)vv), kept, found * sizeof(double));
    return found;
}
static double sl_apply(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    Symbol* s = hoc_lookup(gargstr(1));
    if (!s) hoc_execerror(gargstr(1), "is no function");
    for (int i = 0; i < n; i++) {
        hoc_pushx(x[i]);
        x[i] = hoc_call_func(s, 1);
    }
    return n;
}
static double sl_call(void* vv) {
    Symbol* s = hoc_lookup(gargstr(1));
    Object** ob = hoc_objgetarg(2);
    double sum = 0.;
    for (int i = 0; i < 3; i++) {
        hoc_pushobj(ob);
        hoc_pushx(i);
        sum += hoc_call_func(s, 2);
    }
    return sum;
}
static double sl_order(void* vv) {
    Object* list = *hoc_objgetarg(1);
    double *x, *y;
    int n = vector_instance_px(vv, &x), count = ivoc_list_count(list);
    int* index = (int*)emalloc(n * sizeof(int));
    for (int i = 0; i < n; i++) index[i] = i;
    nrn_mlh_gsort(x, index, n, sl_compare);
    double* copy = ss_scratch_of(n);
    for (int k = 0; k < count; k++) {
        sl_px(list, k, &y);
        for (int i = 0; i < n; i++) copy[i] = y[index[i]];
        for (int i = 0; i < n; i++) y[i] = copy[i];
    }
    free(index);
    return count;
}
static double sl_code(void* vv) {
    return *getarg(1) == SS_POS;
}
static double sl_isvec(void* vv) {
    return SL_ISVEC(*hoc_objgetarg(1));
}
static double sl_text(void* vv) {
    char text[50];
    snprintf(text, sizeof text, gargstr(1), vector_capacity((IvocVect*)vv));
    return strlen(text);
}
ENDVERBATIM
PROCEDURE shape_lists_install() {
    if (SL_INSTALLED == 0) {
        SL_INSTALLED = 1
VERBATIM
        install_vector_method("sl_take", sl_take);
        install_vector_method("sl_select", sl_select);
        install_vector_method("sl_apply", sl_apply);
        install_vector_method("sl_call", sl_call);
        install_vector_method("sl_order", sl_order);
        install_vector_method("sl_code", sl_code);
        install_vector_method("sl_isvec", sl_isvec);
        install_vector_method("sl_text", sl_text);
ENDVERBATIM
    }
}
