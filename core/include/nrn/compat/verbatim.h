/* verbatim.h: what the text of VERBATIM blocks finds. The output of the NMODL compiler includes it for files that have
 * such blocks.
 *
 * It is C or C++ as for NEURON 8.2 and later. Names of the mechanism (variables, functions, _l<local>, _args, _lflag)
 * are declared by the compiler, where the text mentions them. */
#ifndef NRN_COMPAT_VERBATIM_H
#define NRN_COMPAT_VERBATIM_H

#include <nrn/compat/services.h>

#include <assert.h>
#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NRN_VERSION_MAJOR 9
#define NRN_VERSION_MINOR 0
#define NRN_VERSION_PATCH 2
#define NRN_VERSION_INT(major, minor, patch) (10000 * (major) + 100 * (minor) + (patch))
#define NRN_VERSION NRN_VERSION_INT(NRN_VERSION_MAJOR, NRN_VERSION_MINOR, NRN_VERSION_PATCH)
#define NRN_VERSION_EQ(major, minor, patch) (NRN_VERSION == NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_NE(major, minor, patch) (NRN_VERSION != NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_GT(major, minor, patch) (NRN_VERSION > NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_LT(major, minor, patch) (NRN_VERSION < NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_GTEQ(major, minor, patch) (NRN_VERSION >= NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_LTEQ(major, minor, patch) (NRN_VERSION <= NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_GTEQ_8_2_0 1
#define NRN_VERSION_GTEQ_9_0_0 1
#define NRNMECH_PYTHON 0

/* Functions of the mechanism know their instance by themselves: f(_threadargscomma_ x) is f(x). */
struct NrnThreadArgs {};
#define _threadargs_ NrnThreadArgs()
#define _threadargscomma_ NrnThreadArgs(),
#define _threadargsproto_ NrnThreadArgs
#define _threadargsprotocomma_ NrnThreadArgs,
template <class Call>
struct NrnVerbatimFunction {
    Call call;
    template <class... Args>
    auto operator()(NrnThreadArgs, Args... args) const {
        return call((double)args...);
    }
    template <class... Args>
    auto operator()(Args... args) const {
        return call((double)args...);
    }
};
template <class Call>
NrnVerbatimFunction(Call) -> NrnVerbatimFunction<Call>;

/* Thrown by hoc_execerror(), and caught where the mechanism was called. */
struct NrnVerbatimError {
    char text[512];
};

/* One for all files of a library, as the functions below are, which the linker keeps once. */
inline thread_local const NrnMechRun* nrn_verbatim_run = nullptr;

[[noreturn]] inline void hoc_execerror(const char* message, const char* detail) {
    NrnVerbatimError error;
    const bool both = detail != nullptr && detail[0] != '\0';
    snprintf(error.text, sizeof error.text, both ? "%s %s" : "%s%s", message == nullptr ? "" : message,
             both ? detail : "");
    throw error;
}

/* What _nt points to: there is one, whichever thread computes. */
struct NrnThread {
    double _t, _dt;
    int id;
};
static thread_local NrnThread nrn_threads[1];
inline NrnThread* nrn_thread_of(const NrnMechRun* run) {
    nrn_threads[0] = {run->t, run->dt, 0};
    return nrn_threads;
}

inline const NrnVerbatimServices& nrn_verbatim() {
    return *nrn_verbatim_run->services->verbatim(nrn_verbatim_run);
}
inline int nrn_argument_kind(int i) {
    return i < 1 ? NRN_ARGUMENT_NONE : nrn_verbatim().kind(nrn_verbatim_run, i);
}
inline void nrn_need_argument(int i, int kind, const char* what) {
    if (nrn_argument_kind(i) != kind) {
        char text[64];
        snprintf(text, sizeof text, "argument %d must be %s", i, what);
        hoc_execerror(text, nullptr);
    }
}

/* ---- arguments ---- */
inline int ifarg(int i) {
    return nrn_argument_kind(i) != NRN_ARGUMENT_NONE ? 1 : 0;
}
inline int hoc_is_double_arg(int i) {
    return nrn_argument_kind(i) == NRN_ARGUMENT_NUMBER ? 1 : 0;
}
inline int hoc_is_str_arg(int i) {
    return nrn_argument_kind(i) == NRN_ARGUMENT_TEXT ? 1 : 0;
}
inline int hoc_is_object_arg(int i) {
    return nrn_argument_kind(i) == NRN_ARGUMENT_OBJECT ? 1 : 0;
}
inline int hoc_is_pdouble_arg(int i) {
    return nrn_argument_kind(i) == NRN_ARGUMENT_POINTER ? 1 : 0;
}
inline double* hoc_getarg(int i) {
    nrn_need_argument(i, NRN_ARGUMENT_NUMBER, "a number");
    return nrn_verbatim().number(nrn_verbatim_run, i);
}
inline double* getarg(int i) {
    return hoc_getarg(i);
}
inline char** hoc_pgargstr(int i) {
    nrn_need_argument(i, NRN_ARGUMENT_TEXT, "a text");
    return nrn_verbatim().text(nrn_verbatim_run, i);
}
inline char* hoc_gargstr(int i) {
    return *hoc_pgargstr(i);
}
inline char* gargstr(int i) {
    return *hoc_pgargstr(i);
}
inline double* hoc_pgetarg(int i) {
    nrn_need_argument(i, NRN_ARGUMENT_POINTER, "a reference to a number");
    return nrn_verbatim().pointer(nrn_verbatim_run, i);
}
inline double chkarg(int i, double low, double high) {
    const double value = *hoc_getarg(i);
    if (!(value >= low && value <= high)) {
        char text[96];
        snprintf(text, sizeof text, "argument %d must be within %g and %g, not %g", i, low, high, value);
        hoc_execerror(text, nullptr);
    }
    return value;
}

/* ---- objects: names of types only ---- */
struct Object;
struct IvocVect;
struct Rand;
inline Object** hoc_objgetarg(int i) {
    nrn_need_argument(i, NRN_ARGUMENT_OBJECT, "an object");
    return reinterpret_cast<Object**>(nrn_verbatim().object(nrn_verbatim_run, i));
}
inline void* nrn_object_of_class(int i, const char* name) {
    Object* object = *hoc_objgetarg(i);
    if (object == nullptr || strcmp(nrn_verbatim().class_name(nrn_verbatim_run, object), name) != 0) {
        char text[64];
        snprintf(text, sizeof text, "argument %d must be a %s", i, name);
        hoc_execerror(text, nullptr);
    }
    return object;
}
inline int is_vector_arg(int i) {
    return hoc_is_object_arg(i) && *hoc_objgetarg(i) != nullptr &&
           strcmp(nrn_verbatim().class_name(nrn_verbatim_run, *hoc_objgetarg(i)), "Vector") == 0;
}
inline void hoc_obj_ref(void*) { /* objects that the mechanism has seen are kept */
}
inline void hoc_obj_unref(void*) {
}

/* ---- Vectors ---- */
inline IvocVect* vector_arg(int i) {
    return static_cast<IvocVect*>(nrn_object_of_class(i, "Vector"));
}
inline int vector_capacity(void* vector) { /* the number of elements */
    return nrn_verbatim().vector_size(nrn_verbatim_run, vector);
}
inline int vector_buffer_size(void* vector) {
    return nrn_verbatim().vector_capacity(nrn_verbatim_run, vector);
}
inline double* vector_vec(void* vector) {
    return nrn_verbatim().vector_data(nrn_verbatim_run, vector);
}
inline void vector_resize(void* vector, int n) {
    if (n < 0 || nrn_verbatim().vector_resize(nrn_verbatim_run, vector, n) == 0) {
        hoc_execerror("vector_resize: no memory for so many elements", nullptr);
    }
}
inline IvocVect* vector_new1(int n) {
    void* made = nrn_verbatim().vector_new(nrn_verbatim_run, n < 0 ? 0 : n);
    if (made == nullptr) {
        hoc_execerror("vector_new1: no memory for so many elements", nullptr);
    }
    return static_cast<IvocVect*>(made);
}
inline Object** vector_pobj(void* vector) { /* the object of a Vector, which is the same thing here */
    static thread_local Object* object;
    object = static_cast<Object*>(vector);
    return &object;
}
inline int vector_instance_px(void* vector, double** elements) {
    *elements = vector_vec(vector);
    return vector_capacity(vector);
}
inline int vector_arg_px(int i, double** elements) {
    return vector_instance_px(vector_arg(i), elements);
}

/* ---- random numbers of a Random object ---- */
inline Rand* nrn_random_arg(int i) {
    return static_cast<Rand*>(nrn_object_of_class(i, "Random"));
}
inline double nrn_random_pick(void* random) {
    if (random == nullptr) {
        hoc_execerror("nrn_random_pick: there is no Random object", nullptr);
    }
    return nrn_verbatim().random_pick(nrn_verbatim_run, random);
}

/* An array variable of one instance: its elements lie in columns of all instances. */
struct NrnVerbatimArray {
    double* const* column;
    int32_t instance;
    double& operator[](long element) const {
        return column[element][instance];
    }
};

#endif
