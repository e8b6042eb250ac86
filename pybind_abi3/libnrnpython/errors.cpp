#include "errors.hpp"

#include <cstdlib>
#include <cstring>
#include <string>

namespace nrnpy {
namespace {

// A call that fails raises the Python exception that fits and that is at the same time a HocError, and so the
// RuntimeError that NEURON's scripts catch: HocTypeError is a TypeError and a HocError, and so on.
struct Kind {
    int status;
    const char* name;  // in the module neuron
    PyObject** python;
    PyObject* made;
};

Kind kinds[] = {
    {NRN_ERR_HOC, "HocError", nullptr, nullptr},  // the first: the base of the others
    {NRN_ERR_TYPE, "HocTypeError", &PyExc_TypeError, nullptr},
    {NRN_ERR_VALUE, "HocValueError", &PyExc_ValueError, nullptr},
    {NRN_ERR_INDEX, "HocIndexError", &PyExc_IndexError, nullptr},
    {NRN_ERR_NAME, "HocLookupError", &PyExc_LookupError, nullptr},
    {NRN_ERR_ZERO_DIVISION, "HocZeroDivisionError", &PyExc_ZeroDivisionError, nullptr},
    {NRN_ERR_IO, "HocOSError", &PyExc_OSError, nullptr},
    {NRN_ERR_PARALLEL, "ParallelError", nullptr, nullptr},
};

PyObject* unknown_name = nullptr;  // an AttributeError and a LookupError

PyObject* new_exception(const char* name, PyObject* first, PyObject* second) {
    PyObject* bases = second == nullptr ? Py_BuildValue("(O)", first) : Py_BuildValue("(OO)", first, second);
    if (bases == nullptr) {
        return nullptr;
    }
    const std::string full = std::string("neuron.") + name;
    PyObject* made = PyErr_NewException(const_cast<char*>(full.c_str()), bases, nullptr);
    Py_DECREF(bases);
    return made;
}

bool make_classes(PyObject* module) {
    for (Kind& kind : kinds) {
        PyObject* base = &kind == kinds ? PyExc_RuntimeError : kinds[0].made;
        kind.made = kind.python == nullptr ? new_exception(kind.name, base, nullptr)
                                           : new_exception(kind.name, *kind.python, base);
        if (kind.made == nullptr || PyObject_SetAttrString(module, kind.name, kind.made) != 0) {
            return false;
        }
    }
    return true;
}

PyObject* class_of(int status) {
    for (Kind& kind : kinds) {
        if (kind.status == status) {
            return kind.made;
        }
    }
    switch (status) {
        case NRN_ERR_INTERRUPTED:
            return PyExc_KeyboardInterrupt;
        case NRN_ERR_RECURSION:
            return kinds[0].made;
        case NRN_ERR_ATTRIBUTE:
            return PyExc_AttributeError;
        case NRN_ERR_REFERENCE:
            return PyExc_ReferenceError;
        case NRN_ERR_MEMORY:
            return PyExc_MemoryError;
        case NRN_ERR_NOT_IMPLEMENTED:
            return PyExc_NotImplementedError;
        default:
            return PyExc_RuntimeError;
    }
}

}  // namespace

PyObject* raise(int status) {
    if (status == NRN_ERR_HOST && PyErr_Occurred() != nullptr) {
        return nullptr;
    }
    const char* message = nrn_error_message();
    if (status == NRN_ERR_QUIT) {
        PyObject* code = PyLong_FromLong(std::strtol(message, nullptr, 10));
        if (code != nullptr) {
            PyErr_SetObject(PyExc_SystemExit, code);
            Py_DECREF(code);
        }
        return nullptr;
    }
    PyObject* type = class_of(status);
    PyObject* text = PyUnicode_DecodeUTF8(message, static_cast<Py_ssize_t>(std::strlen(message)), "replace");
    if (type != nullptr && text != nullptr) {
        PyErr_SetObject(type, text);
    }
    Py_XDECREF(text);
    return nullptr;
}

void raise_unknown_name(PyObject* name) {
    PyErr_Format(unknown_name, "'%U' is not a defined hoc variable name.", name);
}

bool start_errors(PyObject* module) {
    unknown_name = new_exception("HocAttributeError", PyExc_AttributeError, PyExc_LookupError);
    return unknown_name != nullptr && PyObject_SetAttrString(module, "HocAttributeError", unknown_name) == 0 &&
           make_classes(module);
}

bool print_error(int status) {
    raise(status);
    if (PyErr_ExceptionMatches(PyExc_Exception) == 0 || PyErr_ExceptionMatches(PyExc_MemoryError) != 0) {
        return false;
    }
    if (status == NRN_ERR_HOST) {
        PyErr_PrintEx(0);
        return true;
    }
    PyErr_Clear();
    PyObject* output = PySys_GetObject(const_cast<char*>("stderr"));
    if (output != nullptr && output != Py_None) {
        PyFile_WriteString(nrn_error_message(), output);
        PyFile_WriteString("\n", output);
    }
    PyErr_Clear();
    return true;
}

}  // namespace nrnpy
