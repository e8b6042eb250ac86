// iter(v): live, it sees elements appended meanwhile and ends at the size of the moment.
#include "types.hpp"

namespace nrnpy {
namespace {

struct VectorIterator {
    PyObject_HEAD PyObject* vector;  // null when the end was reached
    size_t next;
};

VectorIterator* iterator_of(PyObject* self) {
    return reinterpret_cast<VectorIterator*>(self);
}

PyObject* length_hint(PyObject* self, PyObject*) {
    const VectorIterator* it = iterator_of(self);
    const size_t size = it->vector == nullptr ? 0 : nrn_vector_size(reinterpret_cast<Instance*>(it->vector)->object);
    return PyLong_FromSize_t(size > it->next ? size - it->next : 0);
}

PyMethodDef methods[] = {
    {"__length_hint__", length_hint, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyObject* vector_tp_iter(PyObject* self) {
    auto* made = reinterpret_cast<VectorIterator*>(PyType_GenericAlloc(types().vector_iterator, 0));
    if (made != nullptr) {
        Py_INCREF(self);
        made->vector = self;
        made->next = 0;
    }
    return reinterpret_cast<PyObject*>(made);
}

void vector_iterator_tp_dealloc(PyObject* self) {
    Py_XDECREF(iterator_of(self)->vector);
    free_instance(self, vector_iterator_tp_dealloc);
}

PyObject* vector_iterator_tp_iter(PyObject* self) {
    Py_INCREF(self);
    return self;
}

PyObject* vector_iterator_tp_iternext(PyObject* self) {
    VectorIterator* it = iterator_of(self);
    if (it->vector == nullptr) {
        return nullptr;
    }
    size_t size = 0;
    const double* data = nrn_vector_span(reinterpret_cast<Instance*>(it->vector)->object, &size);
    if (it->next < size) {
        return PyFloat_FromDouble(data[it->next++]);
    }
    Py_CLEAR(it->vector);
    return nullptr;
}

bool start_vector_iterator() {
    static const char* const shim[] = {"vector_iterator", nullptr};
    static const PyType_Slot more[] = {{Py_tp_methods, methods}, {0, nullptr}};
    types().vector_iterator = make_type({"hoc.VectorIterator", sizeof(VectorIterator), 0, shim, more, nullptr});
    return types().vector_iterator != nullptr;
}

}  // namespace nrnpy
