/* hoc.h: names and functions of hoc, memory and sorting for VERBATIM text; verbatim.h includes it. */
#ifndef NRN_COMPAT_HOC_H
#define NRN_COMPAT_HOC_H

#include <nrn/compat/verbatim.h>

/* ---- names of the top level ---- */
inline Symbol* hoc_lookup(const char* name) { /* NULL when there is none */
    return reinterpret_cast<Symbol*>(nrn_verbatim().symbol(nrn_verbatim_run, nrn_text(name, "hoc_lookup")));
}
inline Symbol* hoc_get_symbol(const char* name) {
    return hoc_lookup(name);
}
/* The variable behind a symbol: hoc_objectdata[symbol->u.oboff].pval. A text or object may be read only. */
struct Objectdata {
    double* pval;
    char** ppstr;
    Object** pobj;
};
struct NrnObjectdata {
    Objectdata operator[](int number) const {
        NrnVerbatimData data;
        if (nrn_verbatim().symbol_data(nrn_verbatim_run, number, &data) == 0) {
            nrn_leave();
        }
        return {data.pval, data.ppstr, reinterpret_cast<Object**>(data.pobj)};
    }
};
inline constexpr NrnObjectdata hoc_objectdata{};

/* ---- calls: values are pushed, the first argument first ---- */
inline void hoc_pushx(double x) {
    nrn_verbatim().push_number(nrn_verbatim_run, x);
}
inline void hoc_pushstr(char** text) {
    nrn_verbatim().push_text(nrn_verbatim_run, nrn_text(*text, "hoc_pushstr"));
}
inline void hoc_pushobj(Object** object) {
    nrn_verbatim().push_object(nrn_verbatim_run, *object == nullptr
                                                     ? nullptr
                                                     : nrn_object(*object, NRN_OBJECT_OTHER, "object", "hoc_pushobj"));
}
inline void hoc_pushpx(double* number) { /* a reference */
    nrn_verbatim().push_pointer(nrn_verbatim_run, number);
}
inline double hoc_xpop() {
    double x = 0.0;
    if (nrn_verbatim().pop_number(nrn_verbatim_run, &x) == 0) {
        nrn_leave();
    }
    return x;
}
inline double nrn_call_hoc(Object* object, Symbol* symbol, int n, const char* caller) {
    if (symbol == nullptr) {
        hoc_execerror(caller, "is given no symbol: hoc_lookup() knows no such name");
    }
    double result = 0.0;
    if (nrn_verbatim().call(nrn_verbatim_run, symbol->name, object, n, &result) == 0) {
        nrn_leave();
    }
    return result;
}
inline double hoc_call_func(Symbol* symbol, int n) {
    return nrn_call_hoc(nullptr, symbol, n, "hoc_call_func");
}
/* A method of an object; what it gives is there for hoc_xpop(). */
inline void hoc_call_ob_proc(Object* object, Symbol* symbol, int n) {
    nrn_call_hoc(nrn_object(object, NRN_OBJECT_OTHER, "object", "hoc_call_ob_proc"), symbol, n, "hoc_call_ob_proc");
}
inline int hoc_oc(const char* statements) {
    if (nrn_verbatim().run_text(nrn_verbatim_run, nrn_text(statements, "hoc_oc")) == 0) {
        nrn_leave();
    }
    return 0;
}

/* ---- memory: errors where there is none ---- */
inline void* nrn_checked(void* memory, size_t size) {
    if (memory == nullptr && size != 0) {
        hoc_execerror("there is no memory for what VERBATIM text asks for", nullptr);
    }
    return memory;
}
inline void* emalloc(size_t size) {
    return nrn_checked(malloc(size), size);
}
inline void* ecalloc(size_t n, size_t size) {
    return nrn_checked(calloc(n, size), n * size);
}
inline void* erealloc(void* memory, size_t size) {
    return nrn_checked(realloc(memory, size), size);
}
inline void* hoc_Emalloc(size_t size) {
    return emalloc(size);
}
inline void* hoc_Ecalloc(size_t n, size_t size) {
    return ecalloc(n, size);
}
inline void* hoc_Erealloc(void* memory, size_t size) {
    return erealloc(memory, size);
}
inline void hoc_malchk() { /* the functions above look themselves */
}
inline void hoc_warning(const char* message, const char* detail) {
    fprintf(stderr, "%s%s%s\n", message == nullptr ? "" : message, detail == nullptr ? "" : " ",
            detail == nullptr ? "" : detail);
}

/* Orders indices so that the numbers they mean go up by `compare`; those of equal numbers keep their order. */
inline int nrn_mlh_gsort(double* numbers, int* indices, int n, int (*compare)(double, double)) {
    int* spare = static_cast<int*>(emalloc((size_t)(n > 0 ? n : 1) * sizeof(int)));
    try {
        for (long width = 1; width < n; width *= 2) {
            for (long begin = 0; begin < n; begin += 2 * width) {
                const long middle = begin + width < n ? begin + width : n;
                const long end = begin + 2 * width < n ? begin + 2 * width : n;
                for (long k = begin, a = begin, b = middle; k < end; ++k) {
                    const bool left =
                        a < middle && (b >= end || compare(numbers[indices[a]], numbers[indices[b]]) <= 0);
                    spare[k] = indices[left ? a++ : b++];
                }
            }
            memcpy(indices, spare, (size_t)n * sizeof(int));
        }
    } catch (...) { /* compare() may call hoc_execerror() */
        free(spare);
        throw;
    }
    free(spare);
    return 1;
}

/* ---- what is not there: the compiler says what is used instead ---- */
#define NRN_INSTEAD(name, words)                                                        \
    template <class... Any>                                                             \
    double name(Any...) {                                                               \
        static_assert(sizeof...(Any) > 64, #name " is not there for VERBATIM: " words); \
        return 0.0;                                                                     \
    }
struct Section;
struct Node;
struct Prop;
NRN_INSTEAD(chk_access, "use h.cas() in Python, or pass what you need as an argument")
NRN_INSTEAD(secname, "pass the section's name as an argument")
NRN_INSTEAD(ob2pntproc, "call a FUNCTION of the object from hoc: hoc_call_ob_proc(object, hoc_lookup(name), n)")
NRN_INSTEAD(cvode_fadvance, "run the simulation from Python or hoc, with hoc_oc(\"fadvance()\")")
NRN_INSTEAD(clear_event_queue, "h.finitialize() empties the queue; CVode.event_queue_info shows it")
NRN_INSTEAD(nrn_event_queue_stats, "use CVode.queue_mode and CVode.spike_stat")
NRN_INSTEAD(nrn_get_mechname, "use MechanismType")
NRN_INSTEAD(_nrn_mechanism_get_type, "use MechanismType")
NRN_INSTEAD(_nrn_mechanism_get_node, "use Segment and Section in Python")
NRN_INSTEAD(_nrn_mechanism_get_nnode, "use Segment and Section in Python")
NRN_INSTEAD(_nrn_mechanism_get_thread, "use _nt")
NRN_INSTEAD(_nrn_mechanism_access_dparam, "use the names of the variables")
NRN_INSTEAD(_nrn_mechanism_access_param, "use the names of the variables")
NRN_INSTEAD(hoc_register_var, "name variables in GLOBAL or RANGE")
NRN_INSTEAD(section_object_seen, "use Section in Python")

#endif
