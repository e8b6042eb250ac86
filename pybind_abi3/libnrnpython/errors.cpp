#include "errors.hpp"

#include <cstdlib>
#include <cstring>

namespace nrnpy {
namespace {

// A call that fails raises the Python exception that fits and that is at the same time a RuntimeError, which
// NEURON's scripts catch: HocTypeError is a TypeError and a RuntimeError, and so on.
struct Kind {
    int status;
    const char* name;
    PyObject** python;
    PyObject* made;
};

Kind kinds[] = {
    {NRN_ERR_HOC, "neuron.HocError", nullptr, nullptr},
    {NRN_ERR_TYPE, "neuron.HocTypeError", &PyExc_TypeError, nullptr},
    {NRN_ERR_VALUE, "neuron.HocValueError", &PyExc_ValueError, nullptr},
    {NRN_ERR_INDEX, "neuron.HocIndexError", &PyExc_IndexError, nullptr},
    {NRN_ERR_NAME, "neuron.HocLookupError", &PyExc_LookupError, nullptr},
    {NRN_ERR_IO, "neuron.HocOSError", &PyExc_OSError, nullptr},
    {NRN_ERR_PARALLEL, "neuron.ParallelError", nullptr, nullptr},
};

PyObject* make_class(const Kind& kind) {
    if (kind.python == nullptr) {
        return PyErr_NewException(kind.name, PyExc_RuntimeError, nullptr);
    }
    PyObject* bases = Py_BuildValue("(OO)", *kind.python, PyExc_RuntimeError);
    if (bases == nullptr) {
        return nullptr;
    }
    PyObject* made = PyErr_NewException(kind.name, bases, nullptr);
    Py_DECREF(bases);
    return made;
}

// Most runs raise nothing: the classes are made when first needed.
PyObject* class_of(int status) {
    for (Kind& kind : kinds) {
        if (kind.status == status) {
            if (kind.made == nullptr) {
                kind.made = make_class(kind);
            }
            return kind.made;
        }
    }
    switch (status) {
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
    static PyObject* type = nullptr;
    if (type == nullptr) {
        PyObject* bases = Py_BuildValue("(OO)", PyExc_AttributeError, PyExc_LookupError);
        type = bases == nullptr ? nullptr : PyErr_NewException("neuron.HocAttributeError", bases, nullptr);
        Py_XDECREF(bases);
    }
    if (type != nullptr) {
        PyErr_Format(type, "'%U' is not a defined hoc variable name.", name);
    }
}

bool start_errors(PyObject* module) {
    PyObject* hoc_error = class_of(NRN_ERR_HOC);
    PyObject* parallel_error = class_of(NRN_ERR_PARALLEL);
    return hoc_error != nullptr && parallel_error != nullptr &&
           PyObject_SetAttrString(module, "HocError", hoc_error) == 0 &&
           PyObject_SetAttrString(module, "ParallelError", parallel_error) == 0;
}

}  // namespace nrnpy
