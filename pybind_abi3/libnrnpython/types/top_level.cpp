// h: the top level of hoc. Attribute access goes from the interned name to the symbol through a small table keyed
// by the name's address, so that h.t costs one probe; names that are not symbols are found as usual.
#include <cstring>
#include <string>

#include "types.hpp"

namespace nrnpy {
namespace {

PyObject* the_top_level = nullptr;

struct CachedName {
    PyObject* name;  // a reference of ours: the address cannot be used again
    NrnSymbol* symbol;
    const double* number;  // of a variable, else null
    PyObject* object;      // of a function or class (it lives for ever), else null
};
constexpr size_t kCacheSize = 1024;  // a power of two
CachedName cache[kCacheSize];

size_t cache_place(PyObject* name) {
    const auto address = reinterpret_cast<size_t>(name);
    return (address >> 4 ^ address >> 14) & (kCacheSize - 1);
}

// The symbol of that name or null, without an exception.
NrnSymbol* find_symbol(PyObject* name) {
    CachedName& slot = cache[cache_place(name)];
    if (slot.name == name) {
        return slot.symbol;
    }
    NrnValue text;
    PyObject* temporary = nullptr;
    if (!PyUnicode_Check(name) || !to_value(name, &text, &temporary)) {
        PyErr_Clear();
        return nullptr;
    }
    NrnSymbol* symbol = nrn_symbol(text.as.text.data);
    Py_XDECREF(temporary);
    if (symbol != nullptr && Py_TYPE(name) == &PyUnicode_Type) {
        Py_INCREF(name);
        Py_XDECREF(slot.name);
        slot = {name, symbol, nrn_symbol_dataptr(symbol), nullptr};
    }
    return symbol;
}

PyObject* symbol_value(NrnSymbol* symbol) {
    if (const double* number = nrn_symbol_dataptr(symbol)) {
        return PyFloat_FromDouble(*number);
    }
    switch (nrn_symbol_type(symbol)) {
        case NRN_SYMBOL_FUNCTION:
            return function_object(symbol);
        case NRN_SYMBOL_CLASS: {
            auto* type = reinterpret_cast<PyObject*>(type_of_class(nrn_symbol_class(symbol)));
            Py_XINCREF(type);
            return type;
        }
        case NRN_SYMBOL_ARRAY:
            return symbol_array(symbol, false);
        default:
            break;
    }
    NrnValue value;
    const int status = nrn_symbol_get(symbol, &value);
    if (status == NRN_ERR_TYPE) {  // a plain TypeError, as for any attribute that cannot be read
        PyErr_SetString(PyExc_TypeError, nrn_error_message());
        return nullptr;
    }
    return status != NRN_OK ? raise(status) : from_value(&value);
}

// h._ref_name
PyObject* symbol_reference(const char* name) {
    NrnSymbol* symbol = nrn_symbol(name);
    if (symbol == nullptr) {
        PyErr_Format(PyExc_AttributeError, "'hoc.HocObject' object has no attribute '_ref_%s'", name);
        return nullptr;
    }
    if (nrn_symbol_is_array(symbol) != 0) {
        return symbol_array(symbol, true);
    }
    NrnRef* ref = nrn_symbol_ref_new(symbol);
    if (ref == nullptr) {
        PyErr_SetString(PyExc_TypeError, nrn_error_message());
        return nullptr;
    }
    return wrap_ref(ref);
}

constexpr char kRefPrefix[] = "_ref_";
constexpr size_t kRefLength = sizeof kRefPrefix - 1;

PyObject* other_attribute(PyObject* self, PyObject* name) {
    NrnValue text;
    PyObject* temporary = nullptr;
    if (!to_value(name, &text, &temporary)) {
        return nullptr;
    }
    PyObject* out = nullptr;
    if (text.kind == NRN_TEXT && std::strncmp(text.as.text.data, kRefPrefix, kRefLength) == 0) {
        out = symbol_reference(text.as.text.data + kRefLength);
    } else {
        out = PyObject_GenericGetAttr(self, name);
    }
    Py_XDECREF(temporary);
    return out;
}

PyObject* ref_method(PyObject*, PyObject* initial) {
    NrnValue value;
    PyObject* temporary = nullptr;
    if (!to_value(initial, &value, &temporary)) {
        return nullptr;
    }
    NrnRef* ref = nrn_ref_new(&value);
    Py_XDECREF(temporary);
    return ref == nullptr ? raise_last() : wrap_ref(ref);
}

// object.__dir__ reads __dict__, that is the names of hoc, and the attributes of the type.
PyObject* dir_method(PyObject* self, PyObject*) {
    return PyObject_CallMethod(reinterpret_cast<PyObject*>(&PyBaseObject_Type), const_cast<char*>("__dir__"),
                               const_cast<char*>("O"), self);
}

// vars(h): the names that h has, without their values.
PyObject* get_dict(PyObject*, void*) {
    PyObject* all = PyDict_New();
    for (size_t i = 0; all != nullptr && i < nrn_symbol_count(); ++i) {
        if (PyDict_SetItemString(all, nrn_symbol_name(nrn_symbol_at(i)), Py_None) != 0) {
            Py_CLEAR(all);
        }
    }
    return all;
}

PyGetSetDef getset[] = {
    {const_cast<char*>("__dict__"), get_dict, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyObject* reduce_method(PyObject*, PyObject*) {
    PyErr_SetString(PyExc_TypeError, "HocObject: Only Vector instance can be pickled");
    return nullptr;
}

PyMethodDef methods[] = {
    {"ref", ref_method, METH_O,
     "ref($self, value, /)\n--\n\nA new variable that holds value (a number, a str, an object or None), as a "
     "reference: "
     "read and set it as r[0]."},
    {"__dir__", dir_method, METH_NOARGS, nullptr},
    {"__reduce__", reduce_method, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyObject* top_level_object() {
    return the_top_level;
}

PyObject* top_level_tp_getattro(PyObject* self, PyObject* name) {
    CachedName& slot = cache[cache_place(name)];
    if (slot.name == name) {
        if (slot.number != nullptr) {
            return PyFloat_FromDouble(*slot.number);
        }
        if (slot.object != nullptr) {
            Py_INCREF(slot.object);
            return slot.object;
        }
    }
    NrnSymbol* symbol = find_symbol(name);
    if (symbol == nullptr) {
        return other_attribute(self, name);
    }
    PyObject* value = symbol_value(symbol);
    const int kind = nrn_symbol_type(symbol);
    if (slot.name == name && (kind == NRN_SYMBOL_FUNCTION || kind == NRN_SYMBOL_CLASS)) {
        slot.object = value;
    }
    return value;
}

int top_level_tp_setattro(PyObject* self, PyObject* name, PyObject* assigned) {
    NrnSymbol* symbol = find_symbol(name);
    if (symbol == nullptr) {
        raise_unknown_name(name);
        return -1;
    }
    if (assigned == nullptr) {
        PyErr_SetString(PyExc_TypeError, "a hoc variable cannot be deleted");
        return -1;
    }
    NrnValue value;
    PyObject* temporary = nullptr;
    if (!to_value(assigned, &value, &temporary)) {
        return -1;
    }
    const int status = nrn_symbol_set(symbol, &value);
    Py_XDECREF(temporary);
    if (status == NRN_ERR_TYPE) {
        PyErr_SetString(PyExc_TypeError, nrn_error_message());
        return -1;
    }
    return status == NRN_OK ? 0 : raise_int(status);
}

PyObject* top_level_tp_call(PyObject*, PyObject* args, PyObject* kwargs) {
    if (PyTuple_Size(args) != 1 || (kwargs != nullptr && PyDict_Size(kwargs) != 0)) {
        PyErr_SetString(PyExc_TypeError, "h() takes one argument: the hoc text to run");
        return nullptr;
    }
    PyObject* given = PyTuple_GetItem(args, 0);
    NrnValue text;
    PyObject* temporary = nullptr;
    if (!PyUnicode_Check(given)) {
        PyErr_Format(PyExc_TypeError, "argument 1 must be str, not %S", Py_TYPE(given));
        return nullptr;
    }
    if (!to_value(given, &text, &temporary)) {
        return nullptr;
    }
    const int status = nrn_hoc_exec(text.as.text.data);
    Py_XDECREF(temporary);
    return status == NRN_OK ? PyBool_FromLong(1) : raise(status);
}

PyObject* top_level_tp_repr(PyObject*) {
    return PyUnicode_FromString("<TopLevelHocInterpreter>");
}

PyObject* top_level_tp_richcompare(PyObject* self, PyObject* other, int op) {
    return hoc_object_tp_richcompare(self, other, op);
}

Py_hash_t top_level_tp_hash(PyObject* self) {
    return hoc_object_tp_hash(self);
}

// The name of the type is that of the base: scripts ask for type(h).__name__.
bool start_top_level(PyObject* module) {
    static const char* const shim[] = {"top_level", nullptr};
    static const PyType_Slot more[] = {{Py_tp_methods, methods}, {Py_tp_getset, getset}, {0, nullptr}};
    types().top_level = make_type({"hoc.HocObject", sizeof(PyObject), 0, shim, more, types().hoc_object});
    if (types().top_level == nullptr) {
        return false;
    }
    the_top_level = PyType_GenericAlloc(types().top_level, 0);
    return the_top_level != nullptr && PyObject_SetAttrString(module, "_top_level", the_top_level) == 0;
}

}  // namespace nrnpy
