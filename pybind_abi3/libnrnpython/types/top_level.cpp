// h: the top level of hoc. Attribute access goes from the interned name to the symbol through a small table keyed
// by the name's address, so that h.t costs one probe; names that are not symbols are found as usual.
#include <cstring>
#include <string>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

PyObject* the_top_level = nullptr;

struct CachedName {
    PyObject* name;  // a reference of ours: the address cannot be used again
    NrnSymbol* symbol;
    bool number;       // a variable, until hoc makes an array of it
    PyObject* object;  // of a function or class (it lives for ever), else null
};
constexpr size_t kCacheSize = 1024;  // a power of two
CachedName cache[kCacheSize];

size_t cache_place(PyObject* name) {
    const auto address = reinterpret_cast<size_t>(name);
    return (address >> 4 ^ address >> 14) & (kCacheSize - 1);
}

size_t cache_forgotten = 0;

// A channel made at run time has given names up: what they meant is not asked from the table any more.
void refresh_cache() {
    if (*removals == cache_forgotten) {
        return;
    }
    cache_forgotten = *removals;
    for (CachedName& slot : cache) {
        PyObject* former = slot.name;
        slot = CachedName{};
        Py_XDECREF(former);
    }
}

// The symbol of that name or null, without an exception.
NrnSymbol* find_symbol(PyObject* name) {
    refresh_cache();
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
        slot = {name, symbol, nrn_symbol_dataptr(symbol) != nullptr, nullptr};
    }
    return symbol;
}

// ---- names that mean the accessed section: h.L, h.nseg ----

bool is_section_property(PyObject* name) {
    const Name* known = find_name(name);
    return known != nullptr && known->builtin != Builtin::None && known->builtin != Builtin::X &&
           known->builtin != Builtin::Sec;
}

// The wrapper of the accessed section; null with an exception set.
PyObject* accessed_section() {
    NrnSection* section = nrn_cas();
    if (section == nullptr) {
        PyErr_SetString(PyExc_TypeError, "Section access unspecified: there is no section yet, create one");
        return nullptr;
    }
    return wrap_section(section);
}

PyObject* section_property(PyObject* name) {
    PyObject* section = accessed_section();
    PyObject* value = section == nullptr ? nullptr : PyObject_GetAttr(section, name);
    Py_XDECREF(section);
    return value;
}

int set_section_property(PyObject* name, PyObject* value) {
    PyObject* section = accessed_section();
    const int status = section == nullptr ? -1 : PyObject_SetAttr(section, name, value);
    Py_XDECREF(section);
    return status;
}

// A section by its internal name, or a density mechanism: names that are no symbols. Null without an exception when it
// is neither.
PyObject* model_attribute(PyObject* name, const char* text) {
    if (NrnSection* section = nrn_section_find(text)) {
        return wrap_section(section);
    }
    if (nrn_density_find(text) == nullptr) {
        return nullptr;
    }
    PyObject* type = import_attribute("neuron._api.mechanisms", "density_mechanism");
    PyObject* made = type == nullptr ? nullptr : PyObject_CallFunctionObjArgs(type, name, nullptr);
    Py_XDECREF(type);
    return made;
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
        case NRN_SYMBOL_OBJECT_ARRAY:
            return symbol_array(symbol, false);
        case NRN_SYMBOL_SECTION:
            if (nrn_symbol_is_array(symbol) != 0) {
                return symbol_array(symbol, false);
            }
            break;
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
    } else if (is_section_property(name)) {
        out = section_property(name);
    } else if (text.kind == NRN_TEXT) {
        out = model_attribute(name, text.as.text.data);
        if (out == nullptr && PyErr_Occurred() == nullptr) {
            out = PyObject_GenericGetAttr(self, name);
        }
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
    refresh_cache();
    CachedName& slot = cache[cache_place(name)];
    if (slot.name == name) {
        if (slot.number) {
            if (const double* number = nrn_symbol_dataptr(slot.symbol)) {
                return PyFloat_FromDouble(*number);
            }
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
    const int kind = nrn_symbol_type(symbol);
    if (kind == NRN_SYMBOL_RANGE && is_section_property(name)) {
        return section_property(name);
    }
    PyObject* value = symbol_value(symbol);
    if (slot.name == name && (kind == NRN_SYMBOL_FUNCTION || kind == NRN_SYMBOL_CLASS)) {
        slot.object = value;
    }
    return value;
}

int top_level_tp_setattro(PyObject* self, PyObject* name, PyObject* assigned) {
    NrnSymbol* symbol = find_symbol(name);
    if ((symbol == nullptr || nrn_symbol_type(symbol) == NRN_SYMBOL_RANGE) && is_section_property(name)) {
        return set_section_property(name, assigned);
    }
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
    if (std::strlen(text.as.text.data) != text.as.text.size) {
        Py_XDECREF(temporary);
        PyErr_SetString(PyExc_ValueError, "the hoc text contains a null character");
        return nullptr;
    }
    const int status = nrn_hoc_exec(text.as.text.data);
    Py_XDECREF(temporary);
    return status == NRN_OK ? PyBool_FromLong(1) : print_error(status) ? PyBool_FromLong(0) : nullptr;
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
    removals = nrn_range_removals();
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
