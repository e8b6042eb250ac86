: case: objects that have ended while text remembers them
: skip: the reference crashes
: before: import pytest; fails = lambda f, words: 0 if words in str(pytest.raises(RuntimeError, f).value) else 1; v = h.Vector([1, 2, 3]); m.remember(v)
: before: del v; other = h.Vector(5); r = h.Random(); m.remember_random(r); del r; m.point_to(h.Vector([4, 5])); m.length_of_list(h.List())
: before: l = h.List(); l.append(other); m.remember_list(l); l.remove_all(); del other
: values: fails(lambda: m.total(), "vector_vec: it is deleted, the Vector"); fails(lambda: m.size(), "deleted"); fails(lambda: m.lengthen(), "deleted")
: values: fails(lambda: m.draw(), "nrn_random_pick: it is deleted, the Random object"); m.pointed() - 9; m.point_to(h.Vector([1, 1])); m.pointed() - 2
: values: fails(lambda: m.item(), "deleted"); m.name_of_none() - 10; fails(lambda: m.no_vector(), "there is no Vector")
: values: fails(lambda: m.list_is_no_vector(l), "the object is no Vector")
NEURON { POINT_PROCESS verb_deleted POINTER p }
ASSIGNED { p }
VERBATIM
static IvocVect* seen;
static Rand* generator;
static Object* in_list;
ENDVERBATIM
PROCEDURE remember() {
VERBATIM
    seen = vector_arg(1);
ENDVERBATIM
}
PROCEDURE remember_random() {
VERBATIM
    generator = nrn_random_arg(1);
ENDVERBATIM
}
PROCEDURE remember_list() {
VERBATIM
    in_list = ivoc_list_item(*hoc_objgetarg(1), 0);
ENDVERBATIM
}
FUNCTION length_of_list() {
VERBATIM
    return ivoc_list_count(*hoc_objgetarg(1)) + (ivoc_list_item(*hoc_objgetarg(1), 0) != nullptr);
ENDVERBATIM
}
FUNCTION point_to() {
VERBATIM
    *(void**)(&_p_p) = vector_arg(1);
    return 0.;
ENDVERBATIM
}
FUNCTION pointed() {
VERBATIM
    double* x;
    double sum = 0.;
    int n = vector_instance_px(_p_p, &x);
    while (n-- > 0) {
        sum += x[n];
    }
    return sum;
ENDVERBATIM
}
FUNCTION total() {
VERBATIM
    return vector_vec(seen)[0];
ENDVERBATIM
}
FUNCTION size() {
VERBATIM
    return vector_capacity(seen);
ENDVERBATIM
}
FUNCTION lengthen() {
VERBATIM
    vector_append(seen, 3.);
    return 0.;
ENDVERBATIM
}
FUNCTION draw() {
VERBATIM
    return nrn_random_pick(generator);
ENDVERBATIM
}
FUNCTION item() {
VERBATIM
    return vector_capacity(in_list);
ENDVERBATIM
}
FUNCTION name_of_none() {
VERBATIM
    return strlen(hoc_object_name(nullptr));
ENDVERBATIM
}
FUNCTION no_vector() {
VERBATIM
    return vector_capacity(nullptr);
ENDVERBATIM
}
FUNCTION list_is_no_vector() {
VERBATIM
    return vector_capacity(*hoc_objgetarg(1));
ENDVERBATIM
}
