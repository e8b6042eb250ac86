// Pickles of Vectors, in NEURON's format: (neuron._pkl, (0,), (1, mark, n, data)).
//
// mark is the double 2.0 in the byte order of data, n the number of elements, data their bytes. Under protocol 5 data
// is a PickleBuffer over the Vector's memory: in the stream it becomes bytes, which NEURON reads; out of band
// it is not copied at either end. A Vector that takes a writable buffer shares its memory, as NumPy's arrays
// do; one that takes a read-only one copies it before its first write.
// A subclass gives (neuron._pkl_subclass, (class,), (state, attributes)).
#include <cstdint>
#include <cstring>
#include <memory>

#include "types.hpp"

namespace nrnpy {
namespace {

constexpr size_t kMark = sizeof(double);
constexpr size_t kShareFrom = 512;  // elements; fewer are copied

struct State {
    const char* data = nullptr;
    size_t n = 0;
    bool swapped = false;
};

PyObject* corrupt(const char* what) {
    PyErr_Format(PyExc_ValueError, "this is no pickled Vector: %s", what);
    return nullptr;
}

PyObject* mark_bytes() {
    const double mark = 2.0;
    return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(&mark), kMark);
}

// False with ValueError set when the 8 bytes are 2.0 in neither byte order.
bool read_mark(PyObject* mark, bool* swapped) {
    char* given = nullptr;
    Py_ssize_t size = 0;
    const double native = 2.0;
    char ours[kMark];
    std::memcpy(ours, &native, kMark);
    if (PyBytes_Check(mark) && PyBytes_AsStringAndSize(mark, &given, &size) == 0 &&
        size == static_cast<Py_ssize_t>(kMark)) {
        *swapped = std::memcmp(given, ours, kMark) != 0;
        bool reversed = true;
        for (size_t i = 0; i < kMark; ++i) {
            reversed = reversed && given[i] == ours[kMark - 1 - i];
        }
        if (!*swapped || reversed) {
            return true;
        }
    }
    PyErr_Clear();
    corrupt("its byte-order mark is not the number 2");
    return false;
}

bool read_count(PyObject* count, size_t* n) {
    if (PyLong_Check(count)) {
        const Py_ssize_t given = PyLong_AsSsize_t(count);
        if (given >= 0) {
            *n = static_cast<size_t>(given);
            return true;
        }
        PyErr_Clear();
    }
    corrupt("its count of elements is not a whole number of 0 or more");
    return false;
}

double swap_bytes(const char* from) {
    char turned[sizeof(double)];
    for (size_t i = 0; i < sizeof turned; ++i) {
        turned[i] = from[sizeof turned - 1 - i];
    }
    double x;
    std::memcpy(&x, turned, sizeof x);
    return x;
}

// The buffer of a pickle, kept by the Vector that took it.
void release_buffer(void* owner) {
    const PyGILState_STATE state = PyGILState_Ensure();
    auto* buffer = static_cast<NrnBuffer*>(owner);
    runtime().release_buffer(buffer);
    delete buffer;
    PyGILState_Release(state);
}

int take_swapped(NrnObject* vector, const char* data, size_t n) {
    NrnObject* fresh = nrn_vector_new(n);
    if (fresh == nullptr) {
        return nrn_error_kind();
    }
    double* to = nrn_vector_data(fresh);
    for (size_t i = 0; i < n; ++i) {
        to[i] = swap_bytes(data + i * sizeof(double));
    }
    const int status = nrn_vector_assign(vector, to, n);
    nrn_object_unref(fresh);
    return status;
}

// Gives the Vector the contents of the buffer, which is kept or released here.
int take(NrnObject* vector, std::unique_ptr<NrnBuffer> buffer, size_t n, bool swapped) {
    const auto* data = static_cast<const char*>(buffer->buf);
    const bool aligned = reinterpret_cast<uintptr_t>(data) % alignof(double) == 0;
    int status = NRN_OK;
    if (swapped) {
        status = take_swapped(vector, data, n);
    } else if (n >= kShareFrom && aligned) {
        NrnBuffer* kept = buffer.release();
        status = nrn_vector_adopt(vector, static_cast<double*>(kept->buf), n, kept->readonly, release_buffer, kept);
        if (status != NRN_OK) {
            buffer.reset(kept);
        }
    } else if (aligned) {
        status = nrn_vector_assign(vector, reinterpret_cast<const double*>(data), n);
    } else {
        NrnObject* fresh = nrn_vector_new(n);
        status = fresh == nullptr ? nrn_error_kind() : NRN_OK;
        if (status == NRN_OK) {
            std::memcpy(nrn_vector_data(fresh), data, n * sizeof(double));
            status = nrn_vector_assign(vector, nrn_vector_view(fresh), n);
            nrn_object_unref(fresh);
        }
    }
    if (buffer) {
        runtime().release_buffer(buffer.get());
    }
    return status;
}

// The 4-tuple. False with an exception set; the Vector is then as it was.
bool set_contents(NrnObject* vector, PyObject* state) {
    size_t n = 0;
    bool swapped = false;
    if (!PyLong_Check(PyTuple_GetItem(state, 0))) {
        corrupt("its version is not a whole number");
        return false;
    }
    if (!read_mark(PyTuple_GetItem(state, 1), &swapped) || !read_count(PyTuple_GetItem(state, 2), &n)) {
        return false;
    }
    PyObject* data = PyTuple_GetItem(state, 3);
    auto buffer = std::make_unique<NrnBuffer>();
    if (PyUnicode_Check(data) || runtime().get_buffer(data, buffer.get(), NRN_BUF_SIMPLE) != 0) {
        PyErr_Clear();
        corrupt("its data are neither bytes nor a buffer");
        return false;
    }
    if (static_cast<size_t>(buffer->len) / sizeof(double) != n || buffer->len % sizeof(double) != 0) {
        runtime().release_buffer(buffer.get());
        PyErr_Format(PyExc_ValueError, "this is no pickled Vector: %zd bytes of data for %zu elements", buffer->len, n);
        return false;
    }
    const int status = take(vector, std::move(buffer), n, swapped);
    if (status != NRN_OK) {
        raise(status);
        return false;
    }
    return true;
}

PyObject* set_state(PyObject* self, PyObject* state) {
    NrnObject* vector = object_of(self);
    if (vector == nullptr) {
        return nullptr;
    }
    const Py_ssize_t parts = PyTuple_Check(state) ? PyTuple_Size(state) : -1;
    PyObject* attributes = Py_None;
    if (parts == 2) {
        attributes = PyTuple_GetItem(state, 1);
        state = PyTuple_GetItem(state, 0);
        if (!PyTuple_Check(state) || PyTuple_Size(state) != 4 || (attributes != Py_None && !PyDict_Check(attributes))) {
            return corrupt("its state is not ((version, mark, n, data), attributes)");
        }
    } else if (parts != 4) {
        return corrupt("its state is not a tuple of 4");
    }
    if (!set_contents(vector, state)) {
        return nullptr;
    }
    if (attributes != Py_None) {
        PyObject* own = PyObject_GetAttrString(self, "__dict__");
        const int status = own == nullptr ? -1 : PyDict_Update(own, attributes);
        Py_XDECREF(own);
        if (status != 0) {
            return nullptr;
        }
    }
    Py_INCREF(Py_None);
    return Py_None;
}

// The elements as a PickleBuffer over the Vector's memory, read-only so that a stream holds it as bytes.
PyObject* pickle_buffer(PyObject* self) {
    static PyObject* type = nullptr;
    if (type == nullptr) {
        type = import_attribute("pickle", "PickleBuffer");
    }
    PyObject* view = type == nullptr ? nullptr : PyMemoryView_FromObject(self);
    PyObject* fixed = view == nullptr ? nullptr : PyObject_CallMethod(view, const_cast<char*>("toreadonly"), nullptr);
    PyObject* buffer = fixed == nullptr ? nullptr : PyObject_CallFunctionObjArgs(type, fixed, nullptr);
    Py_XDECREF(view);
    Py_XDECREF(fixed);
    return buffer;
}

PyObject* vector_state(PyObject* self, long protocol) {
    NrnObject* vector = object_of(self);
    if (vector == nullptr) {
        return nullptr;
    }
    const size_t n = nrn_vector_size(vector);
    PyObject* data = protocol >= 5 && runtime().buffer_slots()
                         ? pickle_buffer(self)
                         : PyBytes_FromStringAndSize(reinterpret_cast<const char*>(nrn_vector_view(vector)),
                                                     static_cast<Py_ssize_t>(n * sizeof(double)));
    PyObject* mark = mark_bytes();
    if (data == nullptr || mark == nullptr) {
        Py_XDECREF(data);
        Py_XDECREF(mark);
        return nullptr;
    }
    return Py_BuildValue("(iNnN)", 1, mark, static_cast<Py_ssize_t>(n), data);
}

PyObject* reduce_subclass(PyObject* self, PyObject* state) {
    PyObject* rebuild = import_attribute("neuron", "_pkl_subclass");
    PyObject* attributes = rebuild == nullptr ? nullptr : PyObject_GetAttrString(self, "__dict__");
    if (attributes == nullptr) {
        if (rebuild == nullptr) {
            Py_DECREF(state);
            return nullptr;
        }
        PyErr_Clear();  // __slots__
        Py_INCREF(Py_None);
        attributes = Py_None;
    }
    return Py_BuildValue("(N(O)(NN))", rebuild, Py_TYPE(self), state, attributes);
}

PyObject* reduce_with(PyObject* self, long protocol) {
    PyObject* state = vector_state(self, protocol);
    if (state == nullptr) {
        return nullptr;
    }
    NrnClass* klass = nrn_object_class(reinterpret_cast<Instance*>(self)->object);
    if (Py_TYPE(self) != nrn_class_host(klass)) {
        return reduce_subclass(self, state);
    }
    static PyObject* rebuild = nullptr;
    if (rebuild == nullptr) {
        rebuild = import_attribute("neuron", "_pkl");
    }
    if (rebuild == nullptr) {
        Py_DECREF(state);
        return nullptr;
    }
    return Py_BuildValue("(O(i)N)", rebuild, 0, state);
}

PyObject* reduce(PyObject* self, PyObject*) {
    return reduce_with(self, 2);
}

PyObject* reduce_ex(PyObject* self, PyObject* protocol) {
    const long wanted = PyLong_AsLong(protocol);
    return wanted == -1 && PyErr_Occurred() != nullptr ? nullptr : reduce_with(self, wanted);
}

// What a notebook shows.
PyObject* repr_html(PyObject* self, PyObject*) {
    PyObject* make = import_attribute("neuron._api.notebook", "vector_html");
    PyObject* out = make == nullptr ? nullptr : PyObject_CallFunctionObjArgs(make, self, nullptr);
    Py_XDECREF(make);
    return out;
}

}  // namespace

PyMethodDef vector_methods[] = {
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"__reduce_ex__", reduce_ex, METH_O, nullptr},
    {"__setstate__", set_state, METH_O, nullptr},
    {"_repr_html_", repr_html, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace nrnpy
