// What the running Python offers beyond 3.2, looked up once, and the state of the backend.
//
// Unlike libnrn this library may keep process-wide state: there is one interpreter, and the shim refuses a second.
#pragma once

#include <nrn/capi.h>

#include <cstddef>

#include "pycompat.h"
#include "table.h"

namespace nrnpy {

// Functions newer than 3.2; a null pointer where the running version lacks one.
struct Runtime {
    int minor = 2;  // of version 3.minor
    int (*get_buffer)(PyObject*, NrnBuffer*, int) = nullptr;
    void (*release_buffer)(NrnBuffer*) = nullptr;
    const char* (*as_utf8)(PyObject*, Py_ssize_t*) = nullptr;
    void* (*type_slot)(PyTypeObject*, int) = nullptr;
    PyObject* (*type_from_spec_with_bases)(PyType_Spec*, PyObject*) = nullptr;
    int (*is_finalizing)() = nullptr;
    bool reuses_memory = true;  // not where each object is counted (debug builds)
    PyObject* (*vectorcall)(PyObject*, PyObject* const*, size_t, PyObject*) = nullptr;
    PyObject* (*vectorcall_method)(PyObject*, PyObject* const*, size_t, PyObject*) = nullptr;  // 3.9

    bool fastcall() const {  // METH_FASTCALL with its final signature
        return minor >= 7;
    }
    bool vectorcall_types() const {  // heap types with vectorcall
        return minor >= 9;
    }
    bool buffer_slots() const {
        return minor >= 9;
    }
    bool dealloc_owns_type() const {  // tp_dealloc of a heap type releases the type, always
        return minor >= 8;
    }
};

extern Runtime the_runtime;  // set by start_runtime
inline const Runtime& runtime() {
    return the_runtime;
}
void start_runtime();

// The Python types of the backend, made by start().
struct Types {
    PyTypeObject* hoc_object = nullptr;
    PyTypeObject* top_level = nullptr;
    PyTypeObject* hoc_class = nullptr;
    PyTypeObject* vector_iterator = nullptr;
    PyTypeObject* function = nullptr;
    PyTypeObject* array = nullptr;
    PyTypeObject* ref = nullptr;
    PyTypeObject* section = nullptr;
    PyTypeObject* segment = nullptr;
    PyTypeObject* mechanism = nullptr;
    PyTypeObject* range_variable = nullptr;
    PyTypeObject* mechanism_function = nullptr;
    PyTypeObject* segment_iterator = nullptr;
    PyTypeObject* section_iterator = nullptr;
};
extern Types the_types;
inline Types& types() {
    return the_types;
}

// The slots that the shim holds for a type, ended by slot 0.
const PyType_Slot* shim_slots(const char* type_name);

// Makes a heap type from the shim's slots and further ones. `bases` may be null. Null with an exception set.
struct TypeParts {
    const char* name;  // "hoc.Vector"
    int basicsize;
    unsigned long flags;            // beside Py_TPFLAGS_DEFAULT
    const char* const* shim_types;  // names in slots.def, ended by null
    const PyType_Slot* more;        // ended by slot 0, or null; those come before the shim's of the same number
    PyTypeObject* base;             // or null
};
PyTypeObject* make_type(const TypeParts& parts);

// Frees the memory of an instance of a heap type and releases the type where the version asks for it.
// `ours` is the tp_dealloc that runs.
void free_instance(PyObject* self, destructor ours);

// The attribute of a module; null with an exception set.
PyObject* import_attribute(const char* module, const char* name);

}  // namespace nrnpy
