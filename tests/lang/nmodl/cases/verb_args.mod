: case: arguments that VERBATIM asks for
: values: m.many(); m.many(1); m.many(1, 2, 3); m.length("four"); m.kinds("a", 2); m.kinds(2, "b"); m.limited(5); m.change(h._ref_cnt_); h.cnt_
: before: h("cnt_ = 4")
NEURON { POINT_PROCESS verb_args }
FUNCTION many() {
VERBATIM
    double sum = 0.;
    int n;
    for (n = 1; ifarg(n); ++n) {
        sum += n * *getarg(n);
    }
    return sum;
ENDVERBATIM
}
FUNCTION length() {
VERBATIM
    _llength = strlen(gargstr(1));
ENDVERBATIM
}
FUNCTION kinds() {
VERBATIM
    return 10. * hoc_is_str_arg(1) + hoc_is_double_arg(2);
ENDVERBATIM
}
FUNCTION limited() {
VERBATIM
    return chkarg(1, 0., 10.);
ENDVERBATIM
}
FUNCTION change() {
VERBATIM
    double* number = hoc_pgetarg(1);
    *number = *number * 2;
    return *number;
ENDVERBATIM
}
