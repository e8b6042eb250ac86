: case: methods for Vector that are refused, or given what they do not take
: skip: errors are words
: before: import pytest; fails = lambda f, words: 0 if words in str(pytest.raises(Exception, f).value) else 1; h.verb_method_bad(0)
: before: v = h.Vector([1, 2]); other = h.Vector([1, 2, 3])
: before: h.verb_method_keep(other); h.verb_method_keep_held(h.Vector([4, 5, 6, 7]))
: values: fails(lambda: v.vb_number(), "argument 1 must be a number")
: values: fails(lambda: v.vb_number("a"), "Vector.vb_number(): argument 1 must be a number"); fails(lambda: v.vb_vector(h.List()), "must be a Vector")
: values: fails(lambda: v.vb_vector(None), "argument 1 must be"); fails(lambda: v.vb_file(h.File()), "is a File that is not open")
: values: fails(lambda: v.vb_left(), "Vector.vb_left(): left, with words"); v.size() - 2; v.sum() - 3
: values: h.verb_method_bad(1); fails(lambda: h.verb_method_bad(2), "sum is already a method in the Vector class")
: values: fails(lambda: h.verb_method_bad(3), "vb_left is already a method"); fails(lambda: h.verb_method_bad(4), "is not a name")
: values: fails(lambda: h.verb_method_bad(5), "is not a name"); v.sum() - 3
: values: v.vb_kept() - 3; (globals().pop("other", 0), 0)[1]; v.vb_held() - 4
: values: fails(lambda: v.vb_callback(lambda: 1 / 0), "must be a text") ; fails(lambda: v.vb_run("verb_no_such_function()"), "verb_no_such_function")
: values: v.vb_depth(); fails(lambda: v.vb_pop(), "hoc_xpop"); fails(lambda: v.vb_call("verb_nothing_here"), "no symbol")
NEURON { SUFFIX nothing }
VERBATIM
static IvocVect* vb_kept_vector;
static double vb_number(void* vv) {
    vector_resize((IvocVect*)vv, vector_capacity((IvocVect*)vv));
    return *getarg(1);
}
static double vb_vector(void* vv) {
    return vector_capacity(vector_arg(1));
}
static double vb_file(void* vv) {
    return hoc_obj_file_arg(1) != 0;
}
static double vb_left(void* vv) {
    hoc_pushx(5);
    hoc_pushx(6);
    hoc_execerror("left,", "with words");
    return 1;
}
static double vb_kept(void* vv) {
    return vector_capacity(vb_kept_vector);
}
static IvocVect* vb_held_vector;
static double vb_held(void* vv) {
    return vector_capacity(vb_held_vector);
}
static double vb_callback(void* vv) {
    return hoc_oc(gargstr(1));
}
static double vb_depth(void* vv) {
    hoc_pushx(3);
    return hoc_xpop() - 3;
}
static double vb_pop(void* vv) {
    return hoc_xpop();
}
static double vb_call(void* vv) {
    return hoc_call_func(hoc_lookup(gargstr(1)), 0);
}
ENDVERBATIM
PROCEDURE verb_method_keep() {
VERBATIM
    vb_kept_vector = vector_arg(1);
ENDVERBATIM
}
PROCEDURE verb_method_keep_held() {
VERBATIM
    vb_held_vector = vector_arg(1);
    hoc_obj_ref(*hoc_objgetarg(1));
ENDVERBATIM
}
FUNCTION verb_method_bad(k) {
VERBATIM
    int k = (int)_lk;
    if (k == 0) {
        install_vector_method("vb_number", vb_number);
        install_vector_method("vb_vector", vb_vector);
        install_vector_method("vb_file", vb_file);
        install_vector_method("vb_left", vb_left);
        install_vector_method("vb_kept", vb_kept);
        install_vector_method("vb_held", vb_held);
        install_vector_method("vb_callback", vb_callback);
        install_vector_method("vb_run", vb_callback);
        install_vector_method("vb_depth", vb_depth);
        install_vector_method("vb_pop", vb_pop);
        install_vector_method("vb_call", vb_call);
    } else if (k == 1) {
        install_vector_method("vb_left", vb_left);
    } else if (k == 2) {
        install_vector_method("sum", vb_left);
    } else if (k == 3) {
        install_vector_method("vb_left", vb_vector);
    } else if (k == 4) {
        install_vector_method("no name", vb_left);
    } else {
        install_vector_method("", vb_left);
    }
    return 0.;
ENDVERBATIM
}
