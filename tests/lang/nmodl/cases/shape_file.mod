: case: numbers written to and read from a file that hoc has opened, as text and as bytes
: before: import tempfile; name = tempfile.mktemp(); f = h.File(); h.shape_file_install(); v = h.Vector([1.5, -2, 1e10, 4]); w = h.Vector(); f.wopen(name)
: values: v.sf_write(f); v.sf_print(f, "%g "); f.close(); f.ropen(name); w.sf_read(f); w.size(); w[2]; w.sf_scan(f, 3); w[0]; w[1]; f.close(); f.unlink()
NEURON { SUFFIX nothing }
VERBATIM
static double sf_write(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    FILE* f = hoc_obj_file_arg(1);
    fwrite(&n, sizeof(int), 1, f);
    return fwrite(x, sizeof(double), n, f);
}
static double sf_print(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    FILE* f = hoc_obj_file_arg(1);
    for (int i = 0; i < n; i++) {
        fprintf(f, gargstr(2), x[i]);
    }
    return n;
}
static double sf_read(void* vv) {
    int n;
    FILE* f = hoc_obj_file_arg(1);
    if (fread(&n, sizeof(int), 1, f) != 1 || n < 0 || n > 1000) {
        hoc_execerror("sf_read:", "not a file of sf_write");
    }
    vector_resize((IvocVect*)vv, n);
    return fread(vector_vec((IvocVect*)vv), sizeof(double), n, f);
}
static double sf_scan(void* vv) {
    FILE* f = hoc_obj_file_arg(1);
    int n = (int)*getarg(2), i;
    vector_resize((IvocVect*)vv, n);
    for (i = 0; i < n; i++) {
        if (fscanf(f, "%lf", vector_vec((IvocVect*)vv) + i) != 1) {
            break;
        }
    }
    return i;
}
ENDVERBATIM
PROCEDURE shape_file_install() {
VERBATIM
    static int once;
    if (!once) {
        once = 1;
        install_vector_method("sf_write", sf_write);
        install_vector_method("sf_print", sf_print);
        install_vector_method("sf_read", sf_read);
        install_vector_method("sf_scan", sf_scan);
    }
ENDVERBATIM
}
