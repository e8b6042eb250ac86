: case: kinds of arguments, names and classes of objects, texts that are changed
: before: v = h.Vector(2); l = h.List(); l.append(v); l.append(h.Vector(5)); text = h.ref("before"); m.assign(text); h("strdef verb_k_s")
: before: h("objref verb_k_o, verb_k_n"); h("verb_k_o = new Vector(3)")
: values: m.kinds(1, "a", v, h._ref_t); m.kinds(h.ref("a")); m.kinds(None); m.type(1); m.type("a"); m.type(v); m.type(h._ref_t)
: values: float(text[0] == "assigned"); m.named(v, "Vector"); m.named(l, "List"); m.same(v, l); m.same(v, h.Vector()); m.list(l); m.temporary(v)
NEURON { POINT_PROCESS verb_kinds }
FUNCTION kinds() {
VERBATIM
    double result = 0;
    for (int n = 1; ifarg(n); ++n) {
        result = 10 * result + hoc_is_double_arg(n) + 2 * hoc_is_str_arg(n) + 4 * hoc_is_object_arg(n) +
                 8 * hoc_is_pdouble_arg(n);
    }
    return result;
ENDVERBATIM
}
FUNCTION type() {
VERBATIM
    return hoc_argtype(1);
ENDVERBATIM
}
PROCEDURE assign() {
VERBATIM
    hoc_assign_str(hoc_pgargstr(1), "assigned");
ENDVERBATIM
}
FUNCTION named() {
VERBATIM
    Object* ob = *hoc_objgetarg(1);
    int same = strcmp(ob->ctemplate->sym->name, gargstr(2)) == 0;
    return 10 * same + (strncmp(hoc_object_name(ob), gargstr(2), strlen(gargstr(2))) == 0);
ENDVERBATIM
}
FUNCTION same() {
VERBATIM
    Object* a = *hoc_objgetarg(1);
    Object* b = *hoc_objgetarg(2);
    return 10 * (a->ctemplate == b->ctemplate) + (a->u.this_pointer != b->u.this_pointer);
ENDVERBATIM
}
FUNCTION list() {
VERBATIM
    Object* ob = *hoc_objgetarg(1);
    int n = ivoc_list_count(ob);
    double sum = 100 * n;
    for (int k = 0; k < n; ++k) {
        double* x;
        sum += vector_instance_px(ivoc_list_item(ob, k)->u.this_pointer, &x);
    }
    return sum;
ENDVERBATIM
}
FUNCTION temporary() {
VERBATIM
    return hoc_is_tempobj_arg(1);
ENDVERBATIM
}
