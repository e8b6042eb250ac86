// h.ref(x), h._ref_t, v._ref_x[3]: a reference to a variable, read and written as r[0].
#include "types.hpp"

namespace nrnpy {
namespace {

NrnRef* ref_of(PyObject* self) {
    return reinterpret_cast<RefObject*>(self)->ref;
}

bool check_zero(PyObject* key) {
    const Py_ssize_t i =
        Py_TYPE(key) == &PyLong_Type ? PyLong_AsSsize_t(key) : PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred() != nullptr) {
        return false;
    }
    if (i != 0) {
        PyErr_SetString(PyExc_IndexError, "index for hoc ref must be 0");
        return false;
    }
    return true;
}

}  // namespace

void ref_tp_dealloc(PyObject* self) {
    nrn_ref_unref(ref_of(self));
    free_instance(self, ref_tp_dealloc);
}

PyObject* ref_tp_repr(PyObject* self) {
    char* text = nrn_ref_describe(ref_of(self));
    if (text == nullptr) {
        return raise_last();
    }
    PyObject* out = text_object(text);
    nrn_text_free(text);
    return out;
}

PyObject* ref_tp_richcompare(PyObject* self, PyObject* other, int op) {
    if (op != Py_EQ && op != Py_NE) {
        PyErr_SetString(PyExc_TypeError, "this comparison is undefined");
        return nullptr;
    }
    const bool same = PyObject_TypeCheck(other, types().ref) != 0 && nrn_ref_same(ref_of(self), ref_of(other)) != 0;
    return PyBool_FromLong(same == (op == Py_EQ));
}

Py_hash_t ref_tp_hash(PyObject* self) {
    const void* where = nrn_ref_pointer(ref_of(self));
    return static_cast<Py_hash_t>(reinterpret_cast<size_t>(where != nullptr ? where : ref_of(self)) >> 3);
}

Py_ssize_t ref_sq_length(PyObject*) {
    return 1;
}

PyObject* ref_mp_subscript(PyObject* self, PyObject* key) {
    NrnValue value;
    if (!check_zero(key)) {
        return nullptr;
    }
    if (const double* number = nrn_ref_pointer(ref_of(self))) {
        return PyFloat_FromDouble(*number);
    }
    const int status = nrn_ref_get(ref_of(self), &value);
    return status != NRN_OK ? raise(status) : from_value(&value);
}

int ref_mp_ass_subscript(PyObject* self, PyObject* key, PyObject* assigned) {
    if (!check_zero(key)) {
        return -1;
    }
    if (assigned == nullptr) {
        PyErr_SetString(PyExc_TypeError, "what a reference points to cannot be deleted");
        return -1;
    }
    NrnValue value;
    PyObject* temporary = nullptr;
    if (!to_value(assigned, &value, &temporary)) {
        return -1;
    }
    const int status = nrn_ref_set(ref_of(self), &value);
    Py_XDECREF(temporary);
    return status == NRN_OK ? 0 : raise_int(status);
}

bool start_ref() {
    static const char* const shim[] = {"ref", nullptr};
    types().ref = make_type({"hoc.HocObject", sizeof(RefObject), 0, shim, nullptr, types().hoc_object});
    return types().ref != nullptr;
}

}  // namespace nrnpy
