// What a Vector is to Python beyond its members: a sequence of floats with slices and arithmetic.
#include "types.hpp"

namespace nrnpy {
namespace {

NrnObject* raw(PyObject* self) {
    return reinterpret_cast<Instance*>(self)->object;
}

double number_of(PyObject* object, bool* ok) {
    const double x = PyFloat_AsDouble(object);
    *ok = !(x == -1.0 && PyErr_Occurred() != nullptr);
    return x;
}

PyObject* wrap_new(NrnObject* object) {
    if (object == nullptr) {
        return raise_last();
    }
    PyObject* out = wrap_object(object);
    nrn_object_unref(object);
    return out;
}

struct Slice {
    Py_ssize_t start;
    Py_ssize_t stop;
    Py_ssize_t step;
    Py_ssize_t count;
};

bool slice_of(PyObject* key, size_t size, Slice* slice) {
    // The first parameter had another pointer type before 3.6; the layout of the call is the same.
    return PySlice_GetIndicesEx(key, static_cast<Py_ssize_t>(size), &slice->start, &slice->stop, &slice->step,
                                &slice->count) == 0;
}

PyObject* get_slice(NrnObject* vector, PyObject* key) {
    Slice slice;
    if (!slice_of(key, nrn_vector_size(vector), &slice)) {
        return nullptr;
    }
    NrnObject* made = nrn_vector_new(static_cast<size_t>(slice.count));
    if (made == nullptr) {
        return raise_last();
    }
    double* to = nrn_vector_data(made);
    const double* from = nrn_vector_view(vector);
    for (Py_ssize_t i = 0; i < slice.count; ++i) {
        to[i] = from[slice.start + i * slice.step];
    }
    return wrap_new(made);
}

double* place_in_new(void* sink, size_t n) {
    auto* slot = static_cast<NrnObject**>(sink);
    *slot = nrn_vector_new(n);
    return *slot == nullptr ? nullptr : nrn_vector_data(*slot);
}

// The numbers of an iterable as a new Vector, or a new reference to the Vector it is; null with an exception set.
NrnObject* numbers_as_vector(PyObject* iterable) {
    if (NrnObject* vector = vector_of(iterable)) {
        nrn_object_ref(vector);
        return vector;
    }
    NrnObject* made = nullptr;
    if (numbers_of(iterable, place_in_new, &made) != 0) {
        if (made != nullptr) {
            nrn_object_unref(made);
        }
        return nullptr;
    }
    return made;
}

int store_slice(NrnObject* vector, const Slice& slice, NrnObject* source) {
    const auto given = static_cast<Py_ssize_t>(nrn_vector_size(source));
    if (given != slice.count) {
        PyErr_Format(PyExc_IndexError, "iterable object must have the same length as slice (it's too %s)",
                     given > slice.count ? "long" : "short");
        return -1;
    }
    double* to = nrn_vector_data(vector);
    const double* from = nrn_vector_view(source);
    if (slice.count != 0 && to == nullptr) {
        return raise_int(nrn_error_kind());
    }
    for (Py_ssize_t i = 0; i < slice.count; ++i) {
        to[slice.start + i * slice.step] = from[i];
    }
    return 0;
}

int set_slice(NrnObject* vector, PyObject* key, PyObject* assigned) {
    if (PyFloat_Check(assigned) || PyLong_Check(assigned)) {
        PyErr_SetString(PyExc_TypeError, "can only assign an iterable to a slice of a Vector; to set all use fill()");
        return -1;
    }
    NrnObject* source = numbers_as_vector(assigned);
    if (source == nullptr) {
        return -1;
    }
    if (source == vector) {  // overlapping ranges: read from a copy
        NrnObject* copy = nrn_vector_new(nrn_vector_size(vector));
        if (copy != nullptr) {
            nrn_vector_assign(copy, nrn_vector_view(vector), nrn_vector_size(vector));
        }
        nrn_object_unref(source);
        source = copy;
        if (source == nullptr) {
            return raise_int(nrn_error_kind());
        }
    }
    Slice slice;  // after the iterable ran: it may have changed the size
    const int status = slice_of(key, nrn_vector_size(vector), &slice) ? store_slice(vector, slice, source) : -1;
    nrn_object_unref(source);
    return status;
}

PyObject* binary(char op, PyObject* a, PyObject* b) {
    NrnObject* left = vector_of(a);
    NrnObject* right = vector_of(b);
    PyObject* other = left == nullptr ? a : b;
    double x = 0.0;
    if (left == nullptr || right == nullptr) {
        NrnValue value;
        PyObject* temporary = nullptr;
        if (!to_value(other, &value, &temporary)) {
            return nullptr;
        }
        Py_XDECREF(temporary);
        if (value.kind != NRN_NUMBER) {
            Py_INCREF(Py_NotImplemented);
            return Py_NotImplemented;
        }
        x = value.as.number;
    }
    return wrap_new(nrn_vector_combine(op, left, right, x));
}

}  // namespace

bool check_index(PyObject* key, size_t size, size_t* index, const char* what) {
    // A plain int is read directly; one too large for any index is an IndexError either way.
    const Py_ssize_t i =
        Py_TYPE(key) == &PyLong_Type ? PyLong_AsSsize_t(key) : PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred() != nullptr) {
        if (PyErr_ExceptionMatches(PyExc_OverflowError) == 0) {
            return false;
        }
        PyErr_Clear();
        PyErr_Format(PyExc_IndexError, "%s index %R is out of range: it has %zu elements", what, key, size);
        return false;
    }
    const size_t place = static_cast<size_t>(i < 0 ? i + static_cast<Py_ssize_t>(size) : i);
    if (place >= size) {  // a negative one is huge here
        PyErr_Format(PyExc_IndexError, "%s index %zd is out of range: it has %zu elements", what, i, size);
        return false;
    }
    *index = place;
    return true;
}

Py_ssize_t vector_sq_length(PyObject* self) {
    return static_cast<Py_ssize_t>(nrn_vector_size(raw(self)));
}

Py_ssize_t vector_mp_length(PyObject* self) {
    return vector_sq_length(self);
}

PyObject* vector_sq_item(PyObject* self, Py_ssize_t i) {
    NrnObject* vector = raw(self);
    size_t size = 0;
    const double* data = nrn_vector_span(vector, &size);
    if (i < 0 || static_cast<size_t>(i) >= size) {
        PyErr_SetString(PyExc_IndexError, "Vector index is out of range");
        return nullptr;
    }
    return PyFloat_FromDouble(data[i]);
}

int vector_sq_contains(PyObject* self, PyObject* value) {
    bool ok = true;
    const double x = number_of(value, &ok);
    if (!ok) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) == 0) {
            return -1;
        }
        PyErr_Clear();
        return 0;
    }
    const double* data = nrn_vector_view(raw(self));
    const size_t n = nrn_vector_size(raw(self));
    for (size_t i = 0; i < n; ++i) {
        if (data[i] == x) {
            return 1;
        }
    }
    return 0;
}

PyObject* vector_mp_subscript(PyObject* self, PyObject* key) {
    NrnObject* vector = raw(self);
    size_t size = 0;
    const double* data = nrn_vector_span(vector, &size);
    if (Py_TYPE(key) == &PyLong_Type) {  // the common case first
        const auto i = static_cast<size_t>(PyLong_AsSsize_t(key));
        if (i < size) {
            return PyFloat_FromDouble(data[i]);
        }
        PyErr_Clear();
    }
    if (Py_TYPE(key) == &PySlice_Type) {
        return get_slice(vector, key);
    }
    size_t index = 0;
    return check_index(key, size, &index, "Vector") ? PyFloat_FromDouble(data[index]) : nullptr;
}

int vector_mp_ass_subscript(PyObject* self, PyObject* key, PyObject* value) {
    NrnObject* vector = raw(self);
    if (value == nullptr) {
        PyErr_SetString(PyExc_TypeError, "elements of a Vector cannot be deleted this way; use remove()");
        return -1;
    }
    if (Py_TYPE(key) == &PySlice_Type) {
        return set_slice(vector, key, value);
    }
    bool ok = true;
    const double x = number_of(value, &ok);
    size_t index = 0;
    if (!ok || !check_index(key, nrn_vector_size(vector), &index, "Vector")) {
        return -1;
    }
    double* data = nrn_vector_data(vector);
    if (data == nullptr) {
        return raise_int(nrn_error_kind());
    }
    data[index] = x;
    return 0;
}

PyObject* vector_nb_add(PyObject* a, PyObject* b) {
    return binary('+', a, b);
}
PyObject* vector_nb_subtract(PyObject* a, PyObject* b) {
    return binary('-', a, b);
}
PyObject* vector_nb_multiply(PyObject* a, PyObject* b) {
    return binary('*', a, b);
}
PyObject* vector_nb_true_divide(PyObject* a, PyObject* b) {
    return binary('/', a, b);
}
PyObject* vector_nb_negative(PyObject* a) {
    return wrap_new(nrn_vector_combine('*', raw(a), nullptr, -1.0));
}
PyObject* vector_nb_positive(PyObject* a) {
    return wrap_new(nrn_vector_combine('*', raw(a), nullptr, 1.0));
}
PyObject* vector_nb_absolute(PyObject* a) {
    return wrap_new(nrn_vector_combine('a', raw(a), nullptr, 0.0));
}
int vector_nb_bool(PyObject* a) {
    return nrn_vector_size(raw(a)) != 0 ? 1 : 0;
}

}  // namespace nrnpy
