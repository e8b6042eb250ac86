/* objects.h: Vectors, Lists, Files and other objects of hoc for VERBATIM text; verbatim.h includes it.
 *
 * An address that text remembers is never bad: when the object has ended, its use is an error. An object in a POINTER
 * of the mechanism lives as long as it is there; hoc_obj_ref() keeps one anywhere else. */
#ifndef NRN_COMPAT_OBJECTS_H
#define NRN_COMPAT_OBJECTS_H

#include <nrn/compat/verbatim.h>

/* The structs of services.h under NEURON's names. */
struct Symbol {
    const char* name;
    int32_t type;
    union {
        int32_t oboff;
    } u;
};
struct cTemplate {
    Symbol* sym;
    int32_t id;
};
struct Object {
    int32_t refcount;
    int32_t index;
    union {
        void* this_pointer;
    } u;
    cTemplate* ctemplate;
    void* object;
    int32_t kind;
    int32_t held;
};
static_assert(sizeof(Symbol) == sizeof(NrnVerbatimSymbol) && sizeof(cTemplate) == sizeof(NrnVerbatimClass) &&
                  sizeof(Object) == sizeof(NrnVerbatimObject) &&
                  offsetof(Object, held) == offsetof(NrnVerbatimObject, held),
              "services.h and objects.h describe the same");
struct IvocVect;
struct Rand;

/* The object at an address of the text, which must be alive and of that kind. */
inline Object* nrn_object(const void* where, int kind, const char* name, const char* caller) {
    auto* object = static_cast<Object*>(const_cast<void*>(where));
    const char* wrong = object == nullptr                                  ? "there is no "
                        : object->kind != kind && kind != NRN_OBJECT_OTHER ? "the object is no "
                        : object->object == nullptr                        ? "it is deleted, the "
                                                                           : nullptr;
    if (wrong != nullptr) {
        char text[128];
        snprintf(text, sizeof text, "%s: %s%s", caller, wrong, name);
        hoc_execerror(text, nullptr);
    }
    return object;
}

inline Object** hoc_objgetarg(int i) {
    nrn_need_argument(i, NRN_ARGUMENT_OBJECT, "an object");
    return reinterpret_cast<Object**>(nrn_verbatim().object(nrn_verbatim_run, i));
}
inline Object* nrn_object_of_kind(int i, int kind, const char* name) {
    Object* object = *hoc_objgetarg(i);
    if (object == nullptr || object->kind != kind) {
        char text[64];
        snprintf(text, sizeof text, "argument %d must be a %s", i, name);
        hoc_execerror(text, nullptr);
    }
    return object;
}
inline int is_vector_arg(int i) {
    return hoc_is_object_arg(i) && *hoc_objgetarg(i) != nullptr && (*hoc_objgetarg(i))->kind == NRN_OBJECT_VECTOR;
}
inline void hoc_obj_ref(Object* object) {
    nrn_verbatim().hold(nrn_verbatim_run, nrn_object(object, NRN_OBJECT_OTHER, "object", "hoc_obj_ref"), 1);
}
inline void hoc_obj_unref(Object* object) {
    if (object != nullptr && object->object != nullptr) {
        nrn_verbatim().hold(nrn_verbatim_run, object, -1);
    }
}
inline char* hoc_object_name(Object* object) { /* "Vector[3]" */
    return const_cast<char*>(nrn_verbatim().object_name(
        nrn_verbatim_run,
        object == nullptr ? nullptr : nrn_object(object, NRN_OBJECT_OTHER, "object", "hoc_object_name")));
}

/* ---- Vectors ---- */
inline Object* nrn_vector(const void* vector, const char* caller) {
    return nrn_object(vector, NRN_OBJECT_VECTOR, "Vector", caller);
}
inline IvocVect* vector_arg(int i) {
    return reinterpret_cast<IvocVect*>(nrn_object_of_kind(i, NRN_OBJECT_VECTOR, "Vector"));
}
inline int vector_capacity(void* vector) { /* the number of elements */
    return nrn_verbatim().vector_size(nrn_verbatim_run, nrn_vector(vector, "vector_capacity"));
}
inline int vector_buffer_size(void* vector) {
    return nrn_verbatim().vector_capacity(nrn_verbatim_run, nrn_vector(vector, "vector_buffer_size"));
}
inline double* vector_vec(void* vector) {
    return nrn_verbatim().vector_data(nrn_verbatim_run, nrn_vector(vector, "vector_vec"));
}
inline void vector_resize(void* vector, int n) {
    if (n < 0 || nrn_verbatim().vector_resize(nrn_verbatim_run, nrn_vector(vector, "vector_resize"), n) == 0) {
        hoc_execerror("vector_resize: no memory for so many elements", nullptr);
    }
}
inline void vector_append(void* vector, double x) {
    const int n = vector_capacity(vector);
    vector_resize(vector, n + 1);
    vector_vec(vector)[n] = x;
}
inline IvocVect* vector_new1(int n) { /* kept until vector_delete() */
    void* made = nrn_verbatim().vector_new(nrn_verbatim_run, n < 0 ? 0 : n);
    if (made == nullptr) {
        nrn_leave();
    }
    return static_cast<IvocVect*>(made);
}
inline IvocVect* vector_new0() {
    return vector_new1(0);
}
inline IvocVect* vector_new2(void* other) { /* a copy */
    const int n = vector_capacity(other);
    IvocVect* made = vector_new1(n);
    if (n > 0) {
        memcpy(vector_vec(made), vector_vec(other), (size_t)n * sizeof(double));
    }
    return made;
}
inline void vector_delete(void* vector) {
    hoc_obj_unref(static_cast<Object*>(vector));
}
inline Object** vector_pobj(void* vector) { /* the object of a Vector, which is the same thing here */
    static thread_local Object* object;
    object = static_cast<Object*>(vector);
    return &object;
}
inline Object** vector_temp_objvar(void* vector) {
    return vector_pobj(vector);
}
inline int vector_instance_px(void* vector, double** elements) {
    *elements = vector_vec(vector);
    return vector_capacity(vector);
}
inline int vector_arg_px(int i, double** elements) {
    return vector_instance_px(vector_arg(i), elements);
}

/* The method `name` of all Vectors, there and to come: f gets the Vector, and its arguments as a FUNCTION does. */
inline int32_t nrn_call_vector_method(const NrnMechRun* run, double (*method)(void*), void* vector, double* result,
                                      char* text, size_t text_size) {
    const NrnVerbatimEntry entry(run);
    try {
        entry.from_hoc();
        *result = method(vector);
        return 0;
    } catch (const NrnVerbatimError& error) {
        snprintf(text, text_size, "%s", error.text);
        return 1;
    }
}
inline void install_vector_method(const char* name, double (*method)(void*)) {
    if (nrn_verbatim().add_vector_method(nrn_verbatim_run, nrn_text(name, "install_vector_method"), method,
                                         nrn_call_vector_method) == 0) {
        nrn_leave();
    }
}
template <class Result>
void install_vector_method(const char* name, Result (*method)()) { /* as C had it: double f() */
    install_vector_method(name, reinterpret_cast<double (*)(void*)>(method));
}

/* ---- Lists, Files ---- */
inline int ivoc_list_count(Object* list) {
    return nrn_verbatim().list_count(nrn_verbatim_run, nrn_object(list, NRN_OBJECT_LIST, "List", "ivoc_list_count"));
}
inline Object* ivoc_list_item(Object* list, int i) { /* NULL behind the last */
    return static_cast<Object*>(
        nrn_verbatim().list_item(nrn_verbatim_run, nrn_object(list, NRN_OBJECT_LIST, "List", "ivoc_list_item"), i));
}
inline FILE* hoc_obj_file_arg(int i) {
    void* stream = nrn_verbatim().file_stream(nrn_verbatim_run, nrn_object_of_kind(i, NRN_OBJECT_FILE, "File"));
    if (stream == nullptr) {
        char text[64];
        snprintf(text, sizeof text, "argument %d is a File that is not open", i);
        hoc_execerror(text, nullptr);
    }
    return static_cast<FILE*>(stream);
}

#endif
