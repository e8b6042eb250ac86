: case: methods for Vector: the elements, arguments of each kind, variables and functions of the file
: before: h.verb_method_install(); v = h.Vector([3, 1, 2]); w = h.Vector([1, 1, 1, 5]); h("objref verb_v"); h("verb_v = new Vector(4, 2.5)")
: before: h("verb_x = verb_v.vm_total()"); h("verb_v.vm_scale(2)"); h("strdef verb_s"); h("verb_v.vm_tell(verb_s)"); late = h.Vector([7, 8])
: values: v.vm_total(); late.vm_total(); v.vm_scale(3); v[0]; v.vm_grow(6); v.size(); v[5]; v.vm_add(w); v[3]; v.vm_calls(); h.VM_CALLS; h.verb_x
: values: h.verb_v.x[3]; float(h.verb_s == "4 elements"); v.vm_code(h.VM_NEG); v.vm_code(h.VM_POS); v.vm_put(h._ref_verb_x); h.verb_x
: values: float("vm_total" in dir(v)); v.vm_cube(2); v.c().vm_total()
NEURON { SUFFIX nothing GLOBAL VM_CALLS, VM_NEG, VM_POS }
PARAMETER { VM_CALLS = 0 VM_NEG = -1.5 VM_POS = -2.5 }
VERBATIM
extern double* vector_vec();
extern int vector_capacity();
static double vm_total(void* vv) {
    double* x;
    double sum = 0;
    int n = vector_instance_px(vv, &x);
    for (int i = 0; i < n; ++i) {
        sum += x[i];
    }
    VM_CALLS += 1;
    return sum;
}
static double vm_scale(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    double by = ifarg(1) ? *getarg(1) : 2;
    while (n-- > 0) {
        x[n] *= by;
    }
    return by;
}
static double vm_grow(void* vv) {
    int before = vector_capacity((IvocVect*)vv);
    int n = (int)chkarg(1, 0, 1000);
    vector_resize((IvocVect*)vv, n);
    double* x = vector_vec((IvocVect*)vv);
    for (; before < n; ++before) {
        x[before] = 100 + before;
    }
    return vector_buffer_size((IvocVect*)vv) >= n;
}
static double vm_add(void* vv) {
    double *x, *y;
    int nx = vector_instance_px(vv, &x);
    int ny = vector_arg_px(1, &y);
    int i;
    for (i = 0; i < nx && i < ny; ++i) {
        x[i] += y[i];
    }
    return i;
}
static double vm_calls(void* vv) {
    return VM_CALLS;
}
static double vm_code(void* vv) {
    double code = *getarg(1);
    return code == VM_NEG ? 1 : code == VM_POS ? 2 : 3;
}
static double vm_tell(void* vv) {
    char text[40];
    sprintf(text, "%d elements", vector_capacity((IvocVect*)vv));
    hoc_assign_str(hoc_pgargstr(1), text);
    return strlen(text);
}
static double vm_put(void* vv) {
    *hoc_pgetarg(1) = 12.5;
    return hoc_is_pdouble_arg(1) + 10 * hoc_is_str_arg(1);
}
static double vm_cube(void* vv) {
    return verb_method_cube(*getarg(1)) + VM_CALLS;
}
ENDVERBATIM
FUNCTION verb_method_cube(x) {
    VM_CALLS = VM_CALLS + 1
    verb_method_cube = x^3
}
PROCEDURE verb_method_install() {
VERBATIM
    static int installed = 0;
    if (!installed) {
        installed = 1;
        install_vector_method("vm_total", vm_total);
        install_vector_method("vm_scale", vm_scale);
        install_vector_method("vm_grow", vm_grow);
        install_vector_method("vm_add", vm_add);
        install_vector_method("vm_calls", vm_calls);
        install_vector_method("vm_code", vm_code);
        install_vector_method("vm_tell", vm_tell);
        install_vector_method("vm_put", vm_put);
        install_vector_method("vm_cube", vm_cube);
    }
ENDVERBATIM
}
