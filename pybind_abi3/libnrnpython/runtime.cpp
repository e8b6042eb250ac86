#include "runtime.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

namespace nrnpy {

Runtime the_runtime;
Types the_types;

namespace {

const NrnShimType* the_shim_types = nullptr;
size_t the_shim_count = 0;

template <class F>
void look_up(F& function, const char* name) {
    function = reinterpret_cast<F>(dlsym(RTLD_DEFAULT, name));
}

}  // namespace

void start_runtime() {
    int major = 3;
    if (std::sscanf(Py_GetVersion(), "%d.%d", &major, &the_runtime.minor) != 2) {
        the_runtime.minor = 2;
    }
    the_runtime.reuses_memory = dlsym(RTLD_DEFAULT, "_Py_RefTotal") == nullptr &&
                                PySys_GetObject(const_cast<char*>("gettotalrefcount")) == nullptr;
    look_up(the_runtime.get_buffer, "PyObject_GetBuffer");
    look_up(the_runtime.release_buffer, "PyBuffer_Release");
    look_up(the_runtime.as_utf8, "PyUnicode_AsUTF8AndSize");
    look_up(the_runtime.type_slot, "PyType_GetSlot");
    look_up(the_runtime.type_from_spec_with_bases, "PyType_FromSpecWithBases");
    look_up(the_runtime.is_finalizing, the_runtime.minor >= 13 ? "Py_IsFinalizing" : "_Py_IsFinalizing");
    // Without names the two are the same; 3.9 and 3.10 export the second only.
    look_up(the_runtime.vectorcall_method, "PyObject_VectorcallMethod");
    look_up(the_runtime.vectorcall, the_runtime.minor >= 11 ? "PyObject_Vectorcall" : "PyObject_VectorcallDict");
}

void keep_shim_types(const NrnShimType* types, size_t count) {
    the_shim_types = types;
    the_shim_count = count;
}

const PyType_Slot* shim_slots(const char* type_name) {
    for (size_t i = 0; i < the_shim_count; ++i) {
        if (std::strcmp(the_shim_types[i].name, type_name) == 0) {
            return the_shim_types[i].slots;
        }
    }
    return nullptr;
}

PyTypeObject* make_type(const TypeParts& parts) {
    std::vector<PyType_Slot> slots;
    for (const PyType_Slot* slot = parts.more; slot != nullptr && slot->slot != 0; ++slot) {
        slots.push_back(*slot);
    }
    for (const char* const* name = parts.shim_types; *name != nullptr; ++name) {
        for (const PyType_Slot* slot = shim_slots(*name); slot->slot != 0; ++slot) {
            if (std::none_of(slots.begin(), slots.end(),
                             [&](const PyType_Slot& own) { return own.slot == slot->slot; })) {
                slots.push_back(*slot);
            }
        }
    }
    slots.push_back({0, nullptr});
    const unsigned long version_tag = runtime().minor < 10 ? NRN_TPFLAGS_HAVE_VERSION_TAG : 0;
    PyType_Spec spec = {parts.name, parts.basicsize, 0,
                        static_cast<unsigned>(Py_TPFLAGS_DEFAULT | version_tag | parts.flags), slots.data()};
    if (parts.base == nullptr) {
        return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
    }
    if (runtime().type_from_spec_with_bases == nullptr) {
        PyErr_SetString(PyExc_ImportError,
                        "this Python cannot make types with bases; NEURON needs Python 3.3 or newer");
        return nullptr;
    }
    PyObject* bases = Py_BuildValue("(O)", parts.base);
    if (bases == nullptr) {
        return nullptr;
    }
    PyObject* type = runtime().type_from_spec_with_bases(&spec, bases);
    Py_DECREF(bases);
    return reinterpret_cast<PyTypeObject*>(type);
}

void free_instance(PyObject* self, destructor ours) {
    PyTypeObject* type = Py_TYPE(self);
    const Runtime& py = runtime();
    if (py.type_slot == nullptr) {
        PyObject_Free(self);
        return;
    }
    // A Python subclass is a garbage-collected type: only its own tp_free knows where the memory begins.
    reinterpret_cast<freefunc>(py.type_slot(type, Py_tp_free))(self);
    if (py.dealloc_owns_type() || py.type_slot(type, Py_tp_dealloc) == reinterpret_cast<void*>(ours)) {
        Py_DECREF(type);
    }
}

PyObject* import_attribute(const char* module, const char* name) {
    PyObject* imported = PyImport_ImportModule(module);
    if (imported == nullptr) {
        return nullptr;
    }
    PyObject* attribute = PyObject_GetAttrString(imported, name);
    Py_DECREF(imported);
    return attribute;
}

}  // namespace nrnpy
