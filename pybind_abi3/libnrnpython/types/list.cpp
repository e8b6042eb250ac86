// What a List is to Python beyond its members: a sequence that is read. Python's own iterator goes through sq_item, so
// that it sees items that come and go meanwhile.
#include "types.hpp"

namespace nrnpy {
namespace {

PyObject* item(PyObject* self, size_t i) {
    NrnValue value;
    const int status = nrn_list_get(reinterpret_cast<Instance*>(self)->object, i, &value);
    return status != NRN_OK ? raise(status) : from_value(&value);
}

}  // namespace

Py_ssize_t list_sq_length(PyObject* self) {
    NrnObject* list = object_of(self);
    return list == nullptr ? -1 : static_cast<Py_ssize_t>(nrn_list_size(list));
}

Py_ssize_t list_mp_length(PyObject* self) {
    return list_sq_length(self);
}

PyObject* list_sq_item(PyObject* self, Py_ssize_t i) {
    const NrnObject* list = object_of(self);
    if (list == nullptr) {
        return nullptr;
    }
    if (i < 0 || static_cast<size_t>(i) >= nrn_list_size(list)) {  // the end of every walk
        PyErr_SetString(PyExc_IndexError, "List index out of range");
        return nullptr;
    }
    return item(self, static_cast<size_t>(i));
}

PyObject* list_mp_subscript(PyObject* self, PyObject* key) {
    NrnObject* list = object_of(self);
    if (list == nullptr) {
        return nullptr;
    }
    if (Py_TYPE(key) == &PySlice_Type) {
        PyErr_SetString(PyExc_TypeError, "sequence index must be integer, not 'slice'; list(l) gives slices");
        return nullptr;
    }
    size_t index = 0;
    return check_index(key, nrn_list_size(list), &index, "List") ? item(self, index) : nullptr;
}

int list_mp_ass_subscript(PyObject*, PyObject*, PyObject*) {
    PyErr_SetString(PyExc_TypeError, "unsubscriptable object: change a List by insrt() and remove()");
    return -1;
}

}  // namespace nrnpy
