: case: errors of hoc and Python that pass through VERBATIM text
: skip: errors are words
: before: import pytest; fails = lambda f, words: 0 if words in str(pytest.raises(Exception, f).value) else 1
: before: h("proc verb_hb_bad() { execerror(\"inner\", \"words\") }"); h("objref verb_hb_py"); err = KeyError("mine"); h("strdef verb_hb_text")
: before: h("objref verb_hb_m"); h.verb_hb_m = m; h("proc verb_hb_twice() { verb_hb_m.call(\"verb_hb_bad\") }")
: before: exec("def thrower():\n    raise err\n"); h.verb_hb_py = thrower; h("func verb_hb_python() { return verb_hb_py._() }")
: before: caught = pytest.raises(KeyError, lambda: m.call("verb_hb_python")).value
: values: fails(lambda: m.call("verb_hb_bad"), "inner words"); fails(lambda: m.call("verb_hb_twice"), "inner words"); 0 if caught is err else 1
: values: fails(lambda: m.run("1 = = 2"), "syntax"); fails(lambda: m.call("verb_hb_undefined"), "no symbol"); fails(lambda: m.few(), "2 values")
: values: m.text(h.ref("a")) - 1; fails(lambda: m.text("constant"), "not a text variable"); fails(lambda: m.data(), "no symbol of that number")
: values: fails(lambda: m.method(h.Vector(3)), "not a method of Vector"); m.size(h.Vector(3)) - 3; m.after(); fails(lambda: m.null(0), "hoc_lookup is given no text"); fails(lambda: m.null(1), "hoc_oc is given no text"); fails(lambda: m.null(2), "install_vector_method is given no text")
NEURON { POINT_PROCESS verb_hoc_bad RANGE count }
ASSIGNED { count }
FUNCTION call() {
VERBATIM
    count += 1;
    return hoc_call_func(hoc_lookup(gargstr(1)), 0);
ENDVERBATIM
}
FUNCTION run() {
VERBATIM
    return hoc_oc(gargstr(1));
ENDVERBATIM
}
FUNCTION few() {
VERBATIM
    hoc_pushx(1.);
    return hoc_call_func(hoc_lookup("sin"), 2);
ENDVERBATIM
}
FUNCTION text() {
VERBATIM
    hoc_assign_str(hoc_pgargstr(1), "other");
    return strcmp(gargstr(1), "other") == 0;
ENDVERBATIM
}
FUNCTION data() {
VERBATIM
    return *hoc_objectdata[1000000].pval;
ENDVERBATIM
}
FUNCTION method() {
VERBATIM
    hoc_call_ob_proc(*hoc_objgetarg(1), hoc_lookup("atan2"), 0);
    return hoc_xpop();
ENDVERBATIM
}
FUNCTION size() {
VERBATIM
    Symbol size_of_vector = {"size", 0, {0}};
    hoc_call_ob_proc(*hoc_objgetarg(1), &size_of_vector, 0);
    return hoc_xpop();
ENDVERBATIM
}
FUNCTION after() {
VERBATIM
    return 0.;
ENDVERBATIM
}
FUNCTION null(k) {
VERBATIM
    const char* none = nullptr;
    if (_lk == 0) hoc_lookup(none);
    if (_lk == 1) hoc_oc(none);
    install_vector_method(none, nullptr);
    return 1.;
ENDVERBATIM
}
