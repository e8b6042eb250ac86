: case: a Vector as argument: read, written, made longer
: before: vec = h.Vector([1, 2, 3.5])
: values: m.total(vec); m.twice(vec); vec[0]; vec[2]; m.longer(vec, 6); vec.size(); vec[5]; m.total(vec)
NEURON { POINT_PROCESS verb_vector }
FUNCTION total() {
VERBATIM
    void* vv = vector_arg(1);
    int n = vector_capacity((IvocVect*)vv);
    double* px = vector_vec((IvocVect*)vv);
    double sum = 0.;
    for (int m = 0; m < n; ++m) {
        sum += px[m];
    }
    return sum;
ENDVERBATIM
}
FUNCTION twice() {
VERBATIM
    double* px;
    int n = vector_arg_px(1, &px);
    while (n-- > 0) {
        px[n] *= 2;
    }
ENDVERBATIM
}
FUNCTION longer() {
VERBATIM
    IvocVect* vv = vector_arg(1);
    int before = vector_capacity(vv);
    int n = (int)*getarg(2);
    vector_resize(vv, n);
    for (; before < n; ++before) {
        vector_vec(vv)[before] = before;
    }
    return vector_buffer_size(vv) >= n;
ENDVERBATIM
}
