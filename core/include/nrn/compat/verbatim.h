/* verbatim.h: what the text of VERBATIM blocks finds. The output of the NMODL compiler includes it for files that have
 * such blocks. Here: the version, errors, the run that is asked, arguments. Objects, hoc and random numbers follow from
 * objects.h, hoc.h and random.h.
 *
 * The text is C or C++ as for NEURON 8.2 and later. Names of the mechanism (variables, functions, _l<local>, _args,
 * _lflag) are declared by the compiler, where the text mentions them. */
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

/* ---- the run that is asked ---- */

/* Thrown by hoc_execerror(), and caught where the mechanism was called. Without text: libnrn knows what it was. */
struct NrnVerbatimError {
    char text[512];
};

/* One for all files of a library: their text calls each other. */
inline thread_local const NrnMechRun* nrn_verbatim_run = nullptr;

inline const NrnVerbatimServices& nrn_verbatim() {
    return *nrn_verbatim_run->services->verbatim(nrn_verbatim_run);
}

/* h.float_epsilon, as it was when hoc last called text of this library. */
inline double hoc_epsilon = 1e-11;

/* While it lives, text asks `run`; a mechanism that hoc calls meanwhile has one of its own. */
class NrnVerbatimEntry {
  public:
    explicit NrnVerbatimEntry(const NrnMechRun* run) : before_(nrn_verbatim_run) {
        nrn_verbatim_run = run;
    }
    ~NrnVerbatimEntry() {
        nrn_verbatim_run = before_;
    }
    NrnVerbatimEntry(const NrnVerbatimEntry&) = delete;
    NrnVerbatimEntry& operator=(const NrnVerbatimEntry&) = delete;
    void from_hoc() const {
        hoc_epsilon = nrn_verbatim().epsilon(nrn_verbatim_run);
    }

  private:
    const NrnMechRun* before_;
};

[[noreturn]] inline void hoc_execerror(const char* message, const char* detail) {
    NrnVerbatimError error;
    const bool both = detail != nullptr && detail[0] != '\0';
    snprintf(error.text, sizeof error.text, both ? "%s %s" : "%s%s", message == nullptr ? "" : message,
             both ? detail : "");
    if (error.text[0] == '\0') {
        snprintf(error.text, sizeof error.text, "hoc_execerror");
    }
    throw error;
}
/* After a service that failed: libnrn keeps the error. */
[[noreturn]] inline void nrn_leave() {
    NrnVerbatimError error;
    error.text[0] = '\0';
    throw error;
}
inline const char* nrn_text(const char* text, const char* caller) {
    if (text == nullptr) {
        hoc_execerror(caller, "is given no text (NULL)");
    }
    return text;
}
inline void nrn_report(const NrnMechRun* run, int32_t i, const NrnVerbatimError& error) {
    if (error.text[0] != '\0') {
        run->services->error(run, i, error.text);
    }
}

/* ---- the mechanism ---- */

/* What _nt points to: there is one, whichever thread computes. */
struct NrnThread {
    double _t, _dt;
    int id;
};
inline thread_local NrnThread nrn_threads[1];
inline NrnThread* nrn_thread_of(const NrnMechRun* run) {
    nrn_threads[0] = {run->t, run->dt, 0};
    return nrn_threads;
}

/* Functions of the mechanism know their instance by themselves: f(_threadargscomma_ x) is f(x), and so are
 * f(_p, _ppvar, _thread, _nt, x) and f(_ml, _iml, _ppvar, _thread, _nt, x). */
struct NrnThreadArgs {};
struct NrnInstanceNumber {
    int32_t number;
    operator size_t() const {
        return (size_t)number;
    }
};
#define _threadargs_ NrnThreadArgs()
#define _threadargscomma_ NrnThreadArgs(),
#define _threadargsproto_ NrnThreadArgs
#define _threadargsprotocomma_ NrnThreadArgs,
template <class Call>
struct NrnVerbatimFunction {
    Call call;
    template <class... Args>
    auto operator()(NrnThreadArgs, Args... args) const {
        return (*this)(args...);
    }
    template <class... Args>
    auto operator()(NrnInstanceNumber, Args... args) const {
        return (*this)(args...);
    }
    template <class... Args>
    auto operator()(NrnThread*, Args... args) const {
        return (*this)(args...);
    }
    template <class... Args>
    auto operator()(Args... args) const {
        return call((double)args...);
    }
};
template <class Call>
NrnVerbatimFunction(Call) -> NrnVerbatimFunction<Call>;

/* What _pnt points to: the instance that the text works for, as long as the block runs. */
struct Point_process {
    const NrnMechRun* run;
    int32_t instance;
};
inline void net_send(void**, double* weights, Point_process* point, double t, double flag) {
    point->run->services->net_send(point->run, point->instance, weights, t, flag);
}
inline void net_event(Point_process* point, double t) {
    point->run->services->net_event(point->run, point->instance, t);
}
inline void net_move(void**, Point_process* point, double t) {
    point->run->services->net_move(point->run, point->instance, t);
}

/* Tells, wherever the text is left, what a POINTER points to by then. */
struct NrnPointerKeeper {
    const NrnMechRun* run;
    int32_t instance, column;
    ~NrnPointerKeeper() {
        run->services->verbatim(run)->keep_pointer(run, instance, column, run->pointers[column][instance]);
    }
};

/* An array variable of one instance: its elements lie in columns of all instances. */
struct NrnVerbatimArray {
    double* const* column;
    int32_t instance;
    double& operator[](long element) const {
        return column[element][instance];
    }
};

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
/* Gives a text variable of hoc, by what hoc_pgargstr() returned for it, other contents. */
inline void hoc_assign_str(char** place, const char* text) {
    if (nrn_verbatim().assign_text(nrn_verbatim_run, place, text == nullptr ? "" : text) == 0) {
        hoc_execerror("hoc_assign_str: the argument is not a text variable (strdef, or h.ref in Python)", nullptr);
    }
}
/* Numbers of the kinds of arguments, as NEURON has them. */
inline int hoc_argtype(int i) {
    switch (nrn_argument_kind(i)) {
        case NRN_ARGUMENT_NUMBER:
            return 259;
        case NRN_ARGUMENT_TEXT:
            return 260;
        case NRN_ARGUMENT_POINTER:
            return 263;
        case NRN_ARGUMENT_OBJECT:
            return 8;
        default:
            hoc_execerror("hoc_argtype: not enough arguments", nullptr);
    }
}
inline int hoc_is_tempobj_arg(int i) {
    return nrn_verbatim().temporary(nrn_verbatim_run, i);
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

#include <nrn/compat/objects.h>

#include <nrn/compat/hoc.h>
#include <nrn/compat/random.h>

#ifdef NRN_TEXT_IS_C /* C++ that takes void* for any pointer, where the compiler has no option for that */
struct NrnMemory {
    void* memory;
    template <class T>
    operator T*() const {
        return static_cast<T*>(memory);
    }
};
#define malloc(size) \
    NrnMemory {      \
        malloc(size) \
    }
#define calloc(n, size) \
    NrnMemory {         \
        calloc(n, size) \
    }
#define realloc(memory, size) \
    NrnMemory {               \
        realloc(memory, size) \
    }
#define emalloc(size) \
    NrnMemory {       \
        emalloc(size) \
    }
#define ecalloc(n, size) \
    NrnMemory {          \
        ecalloc(n, size) \
    }
#define erealloc(memory, size) \
    NrnMemory {                \
        erealloc(memory, size) \
    }
#define hoc_Emalloc(size) \
    NrnMemory {           \
        hoc_Emalloc(size) \
    }
#define hoc_Ecalloc(n, size) \
    NrnMemory {              \
        hoc_Ecalloc(n, size) \
    }
#endif

#endif
