: case: names of hoc, calls of functions and procedures, statements, variables behind symbols
: before: h("verb_hoc_x = 4.25"); h("func verb_hoc_sq() { return $1*$1 + $2 }"); h("proc verb_hoc_set() { verb_hoc_x = $1 }")
: before: h("proc verb_hoc_wrong() { execerror(\"inner\", \"words\") }"); h("func verb_hoc_sum() { return $o1.sum() }"); h("double verb_hoc_a[3]")
: before: h.verb_hoc_a[2] = 8; v = h.Vector([1, 2, 4]); h("func verb_hoc_again() { return verb_hoc_call2($1 - 1, 1) + 1 }")
: values: h.verb_hoc_call2(3, 1); h.verb_hoc_call1(7); h.verb_hoc_x; h.verb_hoc_sine(0.5); h.verb_hoc_none(); h.verb_hoc_run("verb_hoc_x = 11")
: values: h.verb_hoc_x; h.verb_hoc_get(); h.verb_hoc_change(20); h.verb_hoc_x; h.verb_hoc_object(v); h.verb_hoc_eps()
NEURON { SUFFIX nothing }
FUNCTION verb_hoc_call2(x, y) {
VERBATIM
    Symbol* s = hoc_lookup("verb_hoc_sq");
    hoc_pushx(_lx);
    hoc_pushx(_ly);
    _lverb_hoc_call2 = hoc_call_func(s, 2);
ENDVERBATIM
}
FUNCTION verb_hoc_call1(x) {
VERBATIM
    hoc_pushx(_lx);
    return hoc_call_func(hoc_lookup("verb_hoc_set"), 1);
ENDVERBATIM
}
FUNCTION verb_hoc_sine(x) {
VERBATIM
    hoc_pushx(_lx);
    return hoc_call_func(hoc_lookup("sin"), 1);
ENDVERBATIM
}
FUNCTION verb_hoc_none() {
VERBATIM
    return hoc_lookup("verb_hoc_no_such_name") == 0;
ENDVERBATIM
}
FUNCTION verb_hoc_run() {
VERBATIM
    return hoc_oc(gargstr(1));
ENDVERBATIM
}
FUNCTION verb_hoc_get() {
VERBATIM
    Symbol* s = hoc_lookup("verb_hoc_x");
    return *hoc_objectdata[s->u.oboff].pval;
ENDVERBATIM
}
FUNCTION verb_hoc_change(x) {
VERBATIM
    Symbol* s = hoc_get_symbol("verb_hoc_x");
    *hoc_objectdata[s->u.oboff].pval += _lx;
    return 0.;
ENDVERBATIM
}
FUNCTION verb_hoc_object() {
VERBATIM
    Object** ob = hoc_objgetarg(1);
    hoc_pushobj(ob);
    return hoc_call_func(hoc_lookup("verb_hoc_sum"), 1);
ENDVERBATIM
}
FUNCTION verb_hoc_eps() {
VERBATIM
    return hoc_epsilon;
ENDVERBATIM
}
