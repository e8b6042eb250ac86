// The backend's door: the table that the shim calls through, and the contents of the module hoc.
#include <dlfcn.h>

#include <cstring>
#include <vector>

#include "host.hpp"
#include "types/types.hpp"

#define NRN_TEXT_OF(x) #x
#define NRN_TEXT(x) NRN_TEXT_OF(x)

namespace nrnpy {

// The slot functions, defined in types/*.cpp.
#define NRN_TYPE(type)
#define NRN_SLOT(type, slot, result, parameters, arguments) result type##_##slot parameters;
#define NRN_TYPE_END(type)
#include "slots.def"
#undef NRN_TYPE
#undef NRN_SLOT
#undef NRN_TYPE_END

void keep_shim_types(const NrnShimType* types, size_t count);  // runtime.cpp

namespace {

// ---- functions of the module ----

PyObject* new_vector_of(PyTypeObject* type) {
    PyObject* none = PyTuple_New(0);
    PyObject* made = none == nullptr ? nullptr : instance_tp_new(type, none, nullptr);
    Py_XDECREF(none);
    return made;
}

PyObject* pkl(PyObject*, PyObject*) {
    PyTypeObject* type = type_of_class(nrn_symbol_class(nrn_symbol(kVectorClass)));
    return type == nullptr ? nullptr : new_vector_of(type);
}

PyObject* pkl_subclass(PyObject*, PyObject* type) {
    const auto* vector = reinterpret_cast<PyObject*>(type_of_class(nrn_symbol_class(nrn_symbol(kVectorClass))));
    if (vector == nullptr) {
        return nullptr;
    }
    if (!PyType_Check(type) || PyObject_IsSubclass(type, const_cast<PyObject*>(vector)) != 1) {
        PyErr_Clear();
        PyErr_SetString(PyExc_ValueError, "this is no pickled Vector: its class is not a subclass of h.Vector");
        return nullptr;
    }
    return new_vector_of(reinterpret_cast<PyTypeObject*>(type));
}

PyObject* get_class(PyObject*, PyObject* name) {
    NrnValue text;
    PyObject* temporary = nullptr;
    if (!to_value(name, &text, &temporary)) {
        return nullptr;
    }
    NrnSymbol* symbol = text.kind == NRN_TEXT ? nrn_symbol(text.as.text.data) : nullptr;
    Py_XDECREF(temporary);
    NrnClass* klass = symbol == nullptr ? nullptr : nrn_symbol_class(symbol);
    if (klass == nullptr) {
        PyErr_Format(PyExc_AttributeError, "module 'hoc' has no attribute %R", name);
        return nullptr;
    }
    auto* type = reinterpret_cast<PyObject*>(type_of_class(klass));
    Py_XINCREF(type);
    return type;
}

PyObject* execute(PyObject*, PyObject* text) {
    PyObject* args = Py_BuildValue("(O)", text);
    PyObject* out = args == nullptr ? nullptr : top_level_tp_call(top_level_object(), args, nullptr);
    Py_XDECREF(args);
    return out;
}

PyObject* mpi_search_dirs(PyObject*, PyObject* directories) {
    PyObject* fast = PySequence_Tuple(directories);
    if (fast == nullptr) {
        return nullptr;
    }
    const Py_ssize_t n = PyTuple_Size(fast);
    std::vector<const char*> texts;
    std::vector<PyObject*> temporaries;
    bool ok = true;
    for (Py_ssize_t i = 0; ok && i < n; ++i) {
        PyObject* bytes = PyUnicode_EncodeFSDefault(PyTuple_GetItem(fast, i));
        ok = bytes != nullptr;
        if (ok) {
            temporaries.push_back(bytes);
            texts.push_back(PyBytes_AsString(bytes));
        }
    }
    const int status = ok ? nrn_mpi_search_dirs(texts.data(), texts.size()) : NRN_OK;
    for (PyObject* bytes : temporaries) {
        Py_DECREF(bytes);
    }
    Py_DECREF(fast);
    if (!ok || status != NRN_OK) {
        return ok ? raise(status) : nullptr;
    }
    Py_INCREF(Py_None);
    return Py_None;
}

PyObject* mpi_report(PyObject*, PyObject*) {
    char* text = nrn_mpi_report();
    if (text == nullptr) {
        return raise_last();
    }
    PyObject* out = text_object(text);
    nrn_text_free(text);
    return out;
}

PyObject* mod_files(PyObject*, PyObject*) {
    char* text = nrn_mod_files();
    if (text == nullptr) {
        return raise_last();
    }
    PyObject* out = text_object(text);
    nrn_text_free(text);
    return out;
}

PyObject* parallel_abort(PyObject*, PyObject* code) {
    const long wanted = PyLong_AsLong(code);
    if (wanted == -1 && PyErr_Occurred() != nullptr) {
        return nullptr;
    }
    nrn_parallel_abort(static_cast<int>(wanted));
    Py_INCREF(Py_None);
    return Py_None;
}

PyObject* finish(PyObject*, PyObject*) {
    nrn_finish();
    Py_INCREF(Py_None);
    return Py_None;
}

// ---- the registry, for stubs and documentation ----

PyObject* text_or_none(const char* text) {
    if (text == nullptr) {
        Py_INCREF(Py_None);
        return Py_None;
    }
    return text_object(text);
}

PyObject* describe_members(NrnClass* klass) {
    static const char* const kinds[] = {"method", "property", "array"};
    PyObject* list = PyList_New(0);
    for (size_t i = 0; list != nullptr && i < nrn_class_member_count(klass); ++i) {
        NrnMember member;
        nrn_class_member(klass, i, &member);
        PyObject* row =
            Py_BuildValue("{s:s,s:s,s:i,s:s,s:s,s:s}", "name", member.name, "kind", kinds[member.kind], "writable",
                          member.writable, "forms", member.forms, "units", member.units, "doc", member.doc);
        if (row == nullptr || PyList_Append(list, row) != 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(row);
    }
    return list;
}

PyObject* describe(NrnSymbol* symbol) {
    static const char* const kinds[] = {"",      "number",         "integer", "text", "object",  "array",  "function",
                                        "class", "range variable", "keyword", "",     "objects", "section"};
    PyObject* row =
        Py_BuildValue("{s:s,s:s,s:s,s:s}", "name", nrn_symbol_name(symbol), "kind", kinds[nrn_symbol_type(symbol)],
                      "units", nrn_symbol_units(symbol), "doc", nrn_symbol_doc(symbol));
    NrnClass* klass = nrn_symbol_class(symbol);
    PyObject* more = nullptr;
    if (row != nullptr && klass != nullptr) {
        more = Py_BuildValue("{s:s,s:N,s:N}", "forms", nrn_class_forms(klass), "planned",
                             text_or_none(nrn_class_planned(klass)), "members", describe_members(klass));
    } else if (row != nullptr && nrn_symbol_type(symbol) == NRN_SYMBOL_FUNCTION) {
        more = Py_BuildValue("{s:s,s:N}", "forms", nrn_function_forms(symbol), "planned",
                             text_or_none(nrn_function_planned(symbol)));
    } else {
        return row;
    }
    if (more == nullptr || PyDict_Update(row, more) != 0) {
        Py_CLEAR(row);
    }
    Py_XDECREF(more);
    return row;
}

PyObject* registry(PyObject*, PyObject*) {
    PyObject* list = PyList_New(0);
    for (size_t i = 0; list != nullptr && i < nrn_symbol_count(); ++i) {
        PyObject* row = describe(nrn_symbol_at(i));
        if (row == nullptr || PyList_Append(list, row) != 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(row);
    }
    return list;
}

// What neuron.DensityMechanism tells of a mechanism, as a dict.
PyObject* density(PyObject*, PyObject* name) {
    NrnValue text;
    PyObject* temporary = nullptr;
    if (!to_value(name, &text, &temporary)) {
        return nullptr;
    }
    const NrnDensity* found = text.kind == NRN_TEXT ? nrn_density_find(text.as.text.data) : nullptr;
    Py_XDECREF(temporary);
    if (found == nullptr) {
        PyErr_Format(PyExc_ValueError, "No DensityMechanism: %S", name);
        return nullptr;
    }
    PyObject* ions = PyList_New(0);
    for (size_t i = 0; ions != nullptr && i < nrn_density_ion_count(found); ++i) {
        unsigned reads = 0;
        unsigned writes = 0;
        const char* ion = nrn_density_ion(found, i, &reads, &writes);
        PyObject* row = Py_BuildValue("(sII)", ion, reads, writes);
        if (row == nullptr || PyList_Append(ions, row) != 0) {
            Py_CLEAR(ions);
        }
        Py_XDECREF(row);
    }
    return ions == nullptr ? nullptr
                           : Py_BuildValue("{s:s,s:s,s:N}", "title", nrn_density_title(found), "file",
                                           nrn_density_file(found), "ions", ions);
}

// dir(neuron.hoc): also the classes, which are made when first asked for.
PyObject* list_names(PyObject*, PyObject*) {
    PyObject* module = PyImport_AddModule("neuron.hoc");  // borrowed
    PyObject* list = module == nullptr ? nullptr : PyDict_Keys(PyModule_GetDict(module));
    for (size_t i = 0; list != nullptr && i < nrn_symbol_count(); ++i) {
        if (NrnClass* klass = nrn_symbol_class(nrn_symbol_at(i))) {
            PyObject* name = text_object(nrn_class_title(klass));
            if (name == nullptr || PyList_Append(list, name) != 0) {
                Py_CLEAR(list);
            }
            Py_XDECREF(name);
        }
    }
    return list;
}

PyMethodDef pickle_functions[] = {
    {"_pkl", pkl, METH_O, "_pkl(arg, /)\n--\n\nA new empty Vector; pickles of Vectors name this function."},
    {"_pkl_subclass", pkl_subclass, METH_O,
     "_pkl_subclass(type, /)\n--\n\nA new empty Vector of a subclass; pickles of subclasses name this function."},
};

PyMethodDef functions[] = {
    {"__getattr__", get_class, METH_O, nullptr},
    {"__dir__", list_names, METH_NOARGS, nullptr},
    {"execute", execute, METH_O, "execute(text, /)\n--\n\nRuns hoc text, as h(text)."},
    {"_density", density, METH_O, "What is known of a density mechanism or ion."},
    {"_mod_files", mod_files, METH_NOARGS, "The .mod files of the loaded libraries of mechanisms, a line each."},
    {"_mpi_search_dirs", mpi_search_dirs, METH_O, "Folders in which libmpi is looked for."},
    {"_mpi_report", mpi_report, METH_NOARGS, "What was found about MPI, as JSON."},
    {"_parallel_abort", parallel_abort, METH_O, "Ends all ranks."},
    {"_finish", finish, METH_NOARGS, "Ends MPI where this package started it."},
    {"_registry", registry, METH_NOARGS, "Everything that is declared at the top level, as dicts."},
};

bool add_function(PyObject* module, PyMethodDef* def, const char* in_module) {
    PyObject* name = PyUnicode_FromString(in_module);
    PyObject* function = name == nullptr ? nullptr : PyCFunction_NewEx(def, nullptr, name);
    const bool ok = function != nullptr && PyObject_SetAttrString(module, def->ml_name, function) == 0;
    Py_XDECREF(function);
    Py_XDECREF(name);
    return ok;
}

bool add_functions(PyObject* module) {
    for (PyMethodDef& def : functions) {
        if (!add_function(module, &def, "neuron.hoc")) {
            return false;
        }
    }
    for (PyMethodDef& def : pickle_functions) {  // found by pickle as neuron._pkl, as NEURON's are
        if (!add_function(module, &def, "neuron")) {
            return false;
        }
    }
    return true;
}

// Before 3.7 a module has no __getattr__: all classes are put into it.
bool add_classes(PyObject* module) {
    for (size_t i = 0; runtime().minor < 7 && i < nrn_symbol_count(); ++i) {
        NrnClass* klass = nrn_symbol_class(nrn_symbol_at(i));
        if (klass == nullptr) {
            continue;
        }
        auto* type = reinterpret_cast<PyObject*>(type_of_class(klass));
        if (type == nullptr || PyObject_SetAttrString(module, nrn_class_title(klass), type) != 0) {
            return false;
        }
    }
    return true;
}

// Where this library is, for ctypes users.
bool add_path(PyObject* module) {
    Dl_info info;
    if (dladdr(reinterpret_cast<const void*>(&keep_shim_types), &info) == 0) {
        info.dli_fname = "";
    }
    PyObject* path = PyUnicode_DecodeFSDefault(info.dli_fname);
    const bool ok = path != nullptr && PyObject_SetAttrString(module, "_backend_path", path) == 0;
    Py_XDECREF(path);
    return ok;
}

bool add_versions(PyObject* module) {
    return add_path(module) && PyModule_AddStringConstant(module, "_version", nrn_version()) == 0 &&
           PyModule_AddStringConstant(module, "_backend", NRN_TEXT(NRN_BACKEND_PYTHON)) == 0;
}

// The module nrn: sections and what is in them.
bool start_nrn(PyObject* module) {
    PyObject* nrn = PyModule_New("nrn");
    const bool ok = nrn != nullptr && start_section(nrn) && start_segment(nrn) && start_mechanism(nrn) &&
                    start_mechanism_function(nrn) && start_range_variable(nrn) && start_segment_iterator() &&
                    start_section_iterator(nrn) && PyObject_SetAttrString(module, "_nrn", nrn) == 0;
    Py_XDECREF(nrn);
    if (ok) {  // h.Section is the class itself
        Py_INCREF(reinterpret_cast<PyObject*>(types().section));
        nrn_symbol_set_host(nrn_symbol("Section"), types().section);
    }
    return ok;
}

int start(PyObject* module, const NrnShimType* shim, size_t count) {
    start_runtime();
    keep_shim_types(shim, count);
    const int status = nrn_init(0, nullptr);
    if (status != NRN_OK) {
        PyErr_SetString(PyExc_ImportError, "libnrn could not start: no memory");
        return -1;
    }
    const bool ok = start_errors(module) && start_hoc_object(module) && start_hoc_class(module) &&
                    start_top_level(module) && start_function() && start_array() && start_ref() &&
                    start_vector_iterator() && start_nrn(module) && start_host() && add_functions(module) &&
                    add_classes(module) && add_versions(module);
    return ok ? 0 : -1;
}

const NrnBackend backend = {
    NRN_BACKEND_ABI, sizeof(NrnBackend), NRN_VERSION_TEXT, NRN_TEXT(NRN_BACKEND_PYTHON), start,
#define NRN_TYPE(type)
#define NRN_SLOT(type, slot, result, parameters, arguments) type##_##slot,
#define NRN_TYPE_END(type)
#include "slots.def"
#undef NRN_TYPE
#undef NRN_SLOT
#undef NRN_TYPE_END
};

}  // namespace
}  // namespace nrnpy

extern "C" NRN_API const NrnBackend* nrn_python_backend(void) {
    return &nrnpy::backend;
}
