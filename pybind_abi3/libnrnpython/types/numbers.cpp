// Numbers in and out of Python objects: by buffer where there is one (any type, any stride), else item by item.
#include <cstdint>
#include <cstring>
#include <vector>

#include "types.hpp"

namespace nrnpy {
namespace {

// ---- buffers ----

struct View {
    const char* data;
    Py_ssize_t stride;  // [B]
    size_t n;
};

template <class T>
void read_as(const View& from, double* to) {
    for (size_t i = 0; i < from.n; ++i) {
        T x;
        std::memcpy(&x, from.data + static_cast<Py_ssize_t>(i) * from.stride, sizeof x);
        to[i] = static_cast<double>(x);
    }
}

template <class T>
void write_as(char* to, Py_ssize_t stride, const double* from, size_t n) {
    for (size_t i = 0; i < n; ++i) {
        const T x = static_cast<T>(from[i]);
        std::memcpy(to + static_cast<Py_ssize_t>(i) * stride, &x, sizeof x);
    }
}

// The one letter of a format in native byte order, by the struct module's alphabet; 0 for anything else.
char native_letter(const char* format) {
    if (format == nullptr) {
        return 'B';
    }
    if (*format == '@' || *format == '=' || *format == '<') {  // the machines supported are little endian
        ++format;
    }
    return format[0] != '\0' && format[1] == '\0' ? format[0] : '\0';
}

enum class Sort { None, Float, Signed, Unsigned };

Sort sort_of(char letter) {
    if (letter == '\0') {  // strchr would find it at the end of the text
        return Sort::None;
    }
    if (std::strchr("fd", letter) != nullptr) {
        return Sort::Float;
    }
    if (std::strchr("bhilqn", letter) != nullptr) {
        return Sort::Signed;
    }
    return std::strchr("?BHILQN", letter) != nullptr ? Sort::Unsigned : Sort::None;
}

using Reader = void (*)(const View&, double*);

Reader reader_for(Sort sort, Py_ssize_t itemsize) {
    if (sort == Sort::Float) {
        return itemsize == 8 ? read_as<double> : itemsize == 4 ? read_as<float> : nullptr;
    }
    const bool is_signed = sort == Sort::Signed;
    switch (sort == Sort::None ? 0 : itemsize) {
        case 1:
            return is_signed ? read_as<int8_t> : read_as<uint8_t>;
        case 2:
            return is_signed ? read_as<int16_t> : read_as<uint16_t>;
        case 4:
            return is_signed ? read_as<int32_t> : read_as<uint32_t>;
        case 8:
            return is_signed ? read_as<int64_t> : read_as<uint64_t>;
        default:
            return nullptr;
    }
}

// A buffer that is released at the end of its scope.
class Buffer {
  public:
    // Null when the object has none; no exception is left then.
    Buffer(PyObject* object, int flags) {
        if (runtime().get_buffer == nullptr || runtime().release_buffer == nullptr || !may_have_buffer(object)) {
            return;
        }
        held_ = runtime().get_buffer(object, &view_, flags) == 0;
        if (!held_) {
            PyErr_Clear();
        }
    }
    ~Buffer() {
        if (held_) {
            runtime().release_buffer(&view_);
        }
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    bool held() const {
        return held_;
    }
    const NrnBuffer& view() const {
        return view_;
    }

  private:
    static bool may_have_buffer(PyObject* object) {
        return !PyList_Check(object) && !PyTuple_Check(object);
    }

    NrnBuffer view_{};
    bool held_ = false;
};

enum class Outcome { Done, Failed, NotApplicable };

Outcome no_memory_or(PyObject* exception, const char* message) {
    if (nrn_error_kind() == NRN_ERR_MEMORY) {
        PyErr_SetString(PyExc_MemoryError, nrn_error_message());
    } else {
        PyErr_SetString(exception, message);
    }
    return Outcome::Failed;
}

Outcome from_buffer(PyObject* object, double* (*place)(void*, size_t), void* sink) {
    const Buffer buffer(object, NRN_BUF_STRIDES | NRN_BUF_FORMAT);
    if (!buffer.held()) {
        return Outcome::NotApplicable;
    }
    const NrnBuffer& view = buffer.view();
    if (view.ndim != 1) {
        PyErr_Format(PyExc_ValueError, "a Vector takes an array of one dimension, not of %d", view.ndim);
        return Outcome::Failed;
    }
    if (view.format != nullptr && std::strchr(view.format, 'Z') != nullptr) {
        PyErr_SetString(PyExc_TypeError, "a Vector holds real numbers, and these are complex");
        return Outcome::Failed;
    }
    const Reader read = reader_for(sort_of(native_letter(view.format)), view.itemsize);
    if (read == nullptr) {
        return Outcome::NotApplicable;  // float16, complex, objects, …: by their items
    }
    const View from = {static_cast<const char*>(view.buf), view.strides[0], static_cast<size_t>(view.shape[0])};
    double* to = place(sink, from.n);
    if (to == nullptr && from.n != 0) {
        return no_memory_or(PyExc_RuntimeError, nrn_error_message());
    }
    if (read == read_as<double> && from.stride == static_cast<Py_ssize_t>(sizeof(double))) {
        if (from.n != 0) {
            std::memmove(to, from.data, from.n * sizeof(double));  // it may be the target's own memory
        }
    } else {
        read(from, to);
    }
    return Outcome::Done;
}

// ---- items ----

bool number_from(PyObject* item, size_t position, double* x) {
    *x = PyFloat_AsDouble(item);
    if (*x != -1.0 || PyErr_Occurred() == nullptr) {
        return true;
    }
    if (PyErr_ExceptionMatches(PyExc_TypeError) != 0) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "item %zu is not a number: %R", position, item);
    }
    return false;
}

// A list or tuple may change while its items convert themselves: the size is looked at each time.
int from_items(PyObject* object, Py_ssize_t (*size)(PyObject*), PyObject* (*get)(PyObject*, Py_ssize_t),
               std::vector<double>& out) {
    out.reserve(static_cast<size_t>(size(object)));
    for (Py_ssize_t i = 0; i < size(object); ++i) {
        PyObject* item = get(object, i);
        if (Py_TYPE(item) == &PyFloat_Type) {
            out.push_back(PyFloat_AsDouble(item));
            continue;
        }
        Py_INCREF(item);
        double x = 0.0;
        const bool ok = number_from(item, static_cast<size_t>(i), &x);
        Py_DECREF(item);
        if (!ok) {
            return -1;
        }
        out.push_back(x);
    }
    return 0;
}

int from_iterator(PyObject* object, std::vector<double>& out) {
    PyObject* iterator = PyObject_GetIter(object);
    if (iterator == nullptr) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) != 0) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "a sequence of numbers is needed, not %S", Py_TYPE(object));
        }
        return -1;
    }
    while (PyObject* item = PyIter_Next(iterator)) {
        double x = 0.0;
        const bool ok = number_from(item, out.size(), &x);
        Py_DECREF(item);
        if (!ok) {
            Py_DECREF(iterator);
            return -1;
        }
        out.push_back(x);
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() == nullptr ? 0 : -1;
}

int collect(PyObject* object, std::vector<double>& out) {
    if (PyList_Check(object)) {
        return from_items(object, PyList_Size, PyList_GetItem, out);
    }
    if (PyTuple_Check(object)) {
        return from_items(object, PyTuple_Size, PyTuple_GetItem, out);
    }
    if (PyDict_Check(object) || PyUnicode_Check(object) || PyAnySet_Check(object)) {
        PyErr_Format(PyExc_TypeError, "a sequence of numbers is needed, not %S", Py_TYPE(object));
        return -1;
    }
    return from_iterator(object, out);
}

// ---- out ----

Outcome to_buffer(PyObject* target, const double* data, size_t n) {
    const Buffer buffer(target, NRN_BUF_STRIDES | NRN_BUF_FORMAT | NRN_BUF_WRITABLE);
    if (!buffer.held()) {
        return Outcome::NotApplicable;
    }
    const NrnBuffer& view = buffer.view();
    const char letter = native_letter(view.format);
    if (view.ndim != 1 || (letter != 'd' && letter != 'f')) {
        return Outcome::NotApplicable;
    }
    if (static_cast<size_t>(view.shape[0]) != n) {
        PyErr_Format(PyExc_ValueError, "the target has %zd elements, the Vector %zu", view.shape[0], n);
        return Outcome::Failed;
    }
    auto* to = static_cast<char*>(view.buf);
    if (letter == 'd' && view.strides[0] == static_cast<Py_ssize_t>(sizeof(double))) {
        std::memmove(to, data, n * sizeof(double));
    } else if (letter == 'd') {
        write_as<double>(to, view.strides[0], data, n);
    } else {
        write_as<float>(to, view.strides[0], data, n);
    }
    return Outcome::Done;
}

}  // namespace

int numbers_of(PyObject* object, double* (*place)(void*, size_t), void* sink) {
    const Outcome outcome = from_buffer(object, place, sink);
    if (outcome != Outcome::NotApplicable) {
        return outcome == Outcome::Done ? 0 : -1;
    }
    try {
        std::vector<double> numbers;
        if (collect(object, numbers) != 0) {
            return -1;
        }
        double* to = place(sink, numbers.size());
        if (to == nullptr && !numbers.empty()) {
            no_memory_or(PyExc_RuntimeError, nrn_error_message());
            return -1;
        }
        if (!numbers.empty()) {
            std::memcpy(to, numbers.data(), numbers.size() * sizeof(double));
        }
        return 0;
    } catch (const std::bad_alloc&) {
        PyErr_NoMemory();
        return -1;
    }
}

int store_numbers(PyObject* target, const double* data, size_t n) {
    const Outcome outcome = to_buffer(target, data, n);
    if (outcome != Outcome::NotApplicable) {
        return outcome == Outcome::Done ? 0 : -1;
    }
    const Py_ssize_t size = PySequence_Size(target);
    if (size < 0) {
        return -1;
    }
    if (static_cast<size_t>(size) != n) {
        PyErr_Format(PyExc_ValueError, "the target has %zd elements, the Vector %zu", size, n);
        return -1;
    }
    for (size_t i = 0; i < n; ++i) {
        PyObject* item = PyFloat_FromDouble(data[i]);
        const int status = item == nullptr ? -1 : PySequence_SetItem(target, static_cast<Py_ssize_t>(i), item);
        Py_XDECREF(item);
        if (status != 0) {
            return -1;
        }
    }
    return 0;
}

}  // namespace nrnpy
