// hoc.abi3.so (and hoc.cpython-XY.so): PyInit_hoc and the slot tables, nothing else.
//
// The module is made in two phases, so that the import system checks what it can: a second interpreter is
// refused by Python itself from 3.12 on, by the flag below before. The loader finds libnrn and a backend; each
// slot body is one call through the backend's table. Slot numbers are CPython's, fixed since they came to be.
#include "loader.h"
#include "pycompat.h"
#include "table.h"

namespace {

const NrnBackend* backend = nullptr;  // set once, before any type exists

#define NRN_TYPE(type)
#define NRN_SLOT(type, slot, result, parameters, arguments) \
    result type##_##slot parameters {                       \
        return backend->type##_##slot arguments;            \
    }
#define NRN_TYPE_END(type)
#include "slots.def"
#undef NRN_TYPE
#undef NRN_SLOT
#undef NRN_TYPE_END

#define NRN_TYPE(type) const PyType_Slot type##_slots[] = {
#define NRN_SLOT(type, slot, result, parameters, arguments) {Py_##slot, reinterpret_cast<void*>(type##_##slot)},
#define NRN_TYPE_END(type) \
    {                      \
        0, nullptr         \
    }                      \
    }                      \
    ;
#include "slots.def"
#undef NRN_TYPE
#undef NRN_SLOT
#undef NRN_TYPE_END

const NrnShimType types[] = {
#define NRN_TYPE(type) {#type, type##_slots},
#define NRN_SLOT(type, slot, result, parameters, arguments)
#define NRN_TYPE_END(type)
#include "slots.def"
#undef NRN_TYPE
#undef NRN_SLOT
#undef NRN_TYPE_END
};

int execute(PyObject* module) {
    static bool started = false;
    if (started) {
        PyErr_SetString(PyExc_ImportError,
                        "neuron.hoc is already loaded in this process: NEURON has one simulator for each process and "
                        "cannot be imported in a second interpreter or a second time");
        return -1;
    }
    const NrnBackend* found = nrn_load_backend(module);
    if (found == nullptr) {
        return -1;
    }
    started = true;
    backend = found;
    return backend->start(module, types, sizeof types / sizeof *types);
}

struct ModuleSlot {
    int slot;
    void* value;
};

ModuleSlot module_slots[] = {
    {NRN_MOD_SLOT_EXEC, reinterpret_cast<void*>(execute)},
    {0, nullptr},
    {0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "hoc",
    "The hoc interpreter's objects and classes.",
    0,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace

// PyMODINIT_FUNC makes the function visible from the headers of 3.9 on only.
extern "C" __attribute__((visibility("default"))) PyObject* PyInit_hoc(void) {
    const NrnPythonVersion version = nrn_running_python();
    using DefInit = PyObject* (*)(PyModuleDef*);
    auto def_init = reinterpret_cast<DefInit>(nrn_python_symbol("PyModuleDef_Init"));
    if (def_init != nullptr) {
        if (version.minor >= 12) {  // 0: not supported in a second interpreter
            module_slots[1] = {NRN_MOD_SLOT_MULTIPLE_INTERPRETERS, nullptr};
        }
        definition.m_slots = reinterpret_cast<PyModuleDef_Slot*>(module_slots);
        return def_init(&definition);
    }
    definition.m_size = -1;  // 3.2 to 3.4: one phase
    PyObject* module = PyModule_Create(&definition);
    if (module != nullptr && execute(module) != 0) {
        Py_DECREF(module);
        return nullptr;
    }
    return module;
}
