// hoc.HocClass: the type of h.Vector and the other classes. A class is also the sequence of its living instances:
// h.Vector[0] is the instance of number 0, len(h.Vector) their count, iteration goes in order of creation.
#include "types.hpp"

namespace nrnpy {
namespace {

NrnClass* class_or_error(PyObject* self) {
    NrnClass* klass = class_of_type(reinterpret_cast<PyTypeObject*>(self));
    if (klass == nullptr && PyErr_Occurred() == nullptr) {
        PyErr_SetString(PyExc_TypeError, "this type is not a hoc class");
    }
    return klass;
}

}  // namespace

Py_ssize_t hoc_class_sq_length(PyObject* self) {
    NrnClass* klass = class_or_error(self);
    return klass == nullptr ? -1 : static_cast<Py_ssize_t>(nrn_class_instances(klass));
}

PyObject* hoc_class_mp_subscript(PyObject* self, PyObject* key) {
    NrnClass* klass = class_or_error(self);
    if (klass == nullptr) {
        return nullptr;
    }
    const Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred() != nullptr) {
        return nullptr;
    }
    NrnObject* found = i < 0 ? nullptr : nrn_class_instance(klass, static_cast<size_t>(i));
    if (found == nullptr) {
        PyErr_Format(PyExc_IndexError, "%s[%zd] instance does not exist", nrn_class_title(klass), i);
        return nullptr;
    }
    return wrap_object(found);
}

PyObject* hoc_class_tp_iter(PyObject* self) {
    NrnClass* klass = class_or_error(self);
    PyObject* all = klass == nullptr ? nullptr : PyList_New(0);
    for (NrnObject* object = nullptr; all != nullptr && (object = nrn_class_next(klass, object)) != nullptr;) {
        PyObject* wrapped = wrap_object(object);
        if (wrapped == nullptr || PyList_Append(all, wrapped) != 0) {
            Py_CLEAR(all);
        }
        Py_XDECREF(wrapped);
    }
    PyObject* iterator = all == nullptr ? nullptr : PyObject_GetIter(all);
    Py_XDECREF(all);
    return iterator;
}

int hoc_class_nb_bool(PyObject*) {
    return 1;
}

bool start_hoc_class(PyObject* module) {
    static const char* const shim[] = {"hoc_class", nullptr};
    types().hoc_class = make_type({"hoc.HocClass", 0, Py_TPFLAGS_BASETYPE, shim, nullptr, &PyType_Type});
    return types().hoc_class != nullptr &&
           PyObject_SetAttrString(module, "HocClass", reinterpret_cast<PyObject*>(types().hoc_class)) == 0;
}

}  // namespace nrnpy
