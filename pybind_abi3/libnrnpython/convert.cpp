#include "convert.hpp"

#include <cstring>

#include "errors.hpp"
#include "types/places.hpp"

namespace nrnpy {
namespace {

bool text_value(PyObject* object, NrnValue* value, PyObject** temporary) {
    Py_ssize_t size = 0;
    const char* data = nullptr;
    if (runtime().as_utf8 != nullptr) {
        data = runtime().as_utf8(object, &size);
    } else {
        *temporary = PyUnicode_AsUTF8String(object);
        char* bytes = nullptr;
        if (*temporary != nullptr && PyBytes_AsStringAndSize(*temporary, &bytes, &size) == 0) {
            data = bytes;
        }
    }
    if (data == nullptr) {
        return false;
    }
    value->kind = NRN_TEXT;
    value->as.text.data = data;
    value->as.text.size = static_cast<size_t>(size);
    return true;
}

bool set_number(NrnValue* value, double x) {
    if (x == -1.0 && PyErr_Occurred() != nullptr) {
        return false;
    }
    value->kind = NRN_NUMBER;
    value->as.number = x;
    return true;
}

// A number of another package (numpy.float32, Fraction, …): it converts to float and holds no elements.
bool is_scalar(PyObject* object) {
    return PyNumber_Check(object) != 0 && PySequence_Check(object) == 0 && PyCallable_Check(object) == 0 &&
           PyObject_HasAttrString(object, "__iter__") == 0;
}

void host_value(PyObject* object, NrnValue* value);

}  // namespace

extern const NrnHostCounts* host_counts();  // host.cpp

namespace {

void host_value(PyObject* object, NrnValue* value) {
    value->kind = NRN_HOST_OBJECT;
    value->as.host.object = object;
    value->as.host.counts = host_counts();
}

bool float_value(PyObject* object, NrnValue* value) {
    const double x = PyFloat_AsDouble(object);
    if (x == -1.0 && PyErr_Occurred() != nullptr) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) == 0) {
            return false;
        }
        PyErr_Clear();  // a complex number, say: not a number for hoc
        host_value(object, value);
        return true;
    }
    return set_number(value, x);
}

bool other_value(PyObject* object, NrnValue* value, PyObject** temporary) {
    if (PyUnicode_Check(object)) {
        return text_value(object, value, temporary);
    }
    if (is_instance(object)) {
        NrnObject* found = object_of(object);
        value->kind = NRN_OBJECT;
        value->as.object = found;
        return found != nullptr;
    }
    if (PyObject_TypeCheck(object, types().section)) {
        value->kind = NRN_SECTION;
        value->as.place.x = 0.5;
        return (value->as.place.section = section_behind(object)) != nullptr;
    }
    if (PyObject_TypeCheck(object, types().segment)) {
        value->kind = NRN_SEGMENT;
        value->as.place.x = reinterpret_cast<PlaceObject*>(object)->x;
        value->as.place.section = reinterpret_cast<PlaceObject*>(object)->section->section;
        return true;
    }
    if (PyObject_TypeCheck(object, types().ref)) {
        value->kind = NRN_REF;
        value->as.ref = reinterpret_cast<RefObject*>(object)->ref;
        return true;
    }
    if (is_scalar(object)) {
        return float_value(object, value);
    }
    host_value(object, value);
    return true;
}

}  // namespace

bool to_value(PyObject* object, NrnValue* value, PyObject** temporary) {
    *temporary = nullptr;
    value->owned = 0;
    PyTypeObject* type = Py_TYPE(object);
    if (type == &PyFloat_Type) {
        value->kind = NRN_NUMBER;
        value->as.number = PyFloat_AsDouble(object);
        return true;
    }
    if (object == Py_None) {
        value->kind = NRN_OBJECT;
        value->as.object = nullptr;
        return true;
    }
    if (PyLong_Check(object)) {
        return set_number(value, PyLong_AsDouble(object));
    }
    if (PyObject_TypeCheck(object, &PyFloat_Type)) {
        return set_number(value, PyFloat_AsDouble(object));
    }
    return other_value(object, value, temporary);
}

// ---- arguments ----

NrnValue* Arguments::room(size_t n) {
    if (n > kInline) {
        more_.reset(new NrnValue[n]);
        values_ = more_.get();
    }
    return values_;
}

bool Arguments::convert(size_t i, PyObject* object) {
    PyObject* temporary = nullptr;
    const bool converted = to_value(object, &values_[i], &temporary);
    if (temporary != nullptr) {
        temporaries_.push_back(temporary);
    }
    return converted;
}

bool Arguments::convert_as_declared(size_t i, PyObject* object) {
    if (i >= 32 || (as_is_ >> i & 1U) == 0) {
        return convert(i, object);
    }
    values_[i].owned = 0;
    host_value(object, &values_[i]);
    return true;
}

bool Arguments::take_section(std::vector<PyObject*>* names, std::vector<PyObject*>* values) {
    size_t at = 0;
    while (at < names->size() && PyUnicode_CompareWithASCIIString((*names)[at], "sec") != 0) {
        ++at;
    }
    if (at == names->size()) {
        return true;
    }
    PyObject* given = (*values)[at];
    if (!is_section(given)) {
        PyErr_SetString(PyExc_TypeError, "sec is not a Section");
        return false;
    }
    NrnSection* section = living_section(given);
    if (section == nullptr) {
        return false;
    }
    names->erase(names->begin() + static_cast<std::ptrdiff_t>(at));
    values->erase(values->begin() + static_cast<std::ptrdiff_t>(at));
    depth_ = nrn_section_depth();
    const int status = nrn_section_push(section);
    pushed_ = status == NRN_OK;
    return pushed_ || raise(status) != nullptr;
}

bool Arguments::place(NrnClass* klass, int member, NrnSymbol* function, size_t positional,
                      const std::vector<PyObject*>& names, PyObject* const* values) {
    std::vector<const char*> texts(names.size());
    std::vector<size_t> order(names.size());
    for (size_t k = 0; k < names.size(); ++k) {
        NrnValue text;
        PyObject* temporary = nullptr;
        if (!text_value(names[k], &text, &temporary)) {
            return false;
        }
        if (temporary != nullptr) {
            temporaries_.push_back(temporary);
        }
        texts[k] = text.as.text.data;
    }
    size_t total = 0;
    const int status =
        nrn_place_named(klass, member, function, positional, texts.data(), names.size(), order.data(), &total);
    if (status != NRN_OK) {
        raise(status);
        return false;
    }
    NrnValue* old = values_;
    std::unique_ptr<NrnValue[]> kept = std::move(more_);
    NrnValue* now = room(total);
    if (now != old) {
        std::memcpy(now, old, positional * sizeof(NrnValue));
    }
    for (size_t i = positional; i < total; ++i) {
        std::memset(&values_[i], 0, sizeof(NrnValue));
    }
    for (size_t k = 0; k < names.size(); ++k) {
        if (!convert_as_declared(order[k], values[k])) {
            return false;
        }
    }
    count_ = total;
    return true;
}

Arguments::Arguments(NrnClass* klass, int member, NrnSymbol* function, PyObject* const* args, size_t count,
                     PyObject* names) {
    room(count);
    for (size_t i = 0; i < count; ++i) {
        if (!convert(i, args[i])) {
            return;
        }
    }
    count_ = count;
    ok_ = true;
    if (names != nullptr && PyTuple_Size(names) > 0) {
        std::vector<PyObject*> keys;
        for (Py_ssize_t k = 0; k < PyTuple_Size(names); ++k) {
            keys.push_back(PyTuple_GetItem(names, k));
        }
        std::vector<PyObject*> values(args + count, args + count + keys.size());
        ok_ = take_section(&keys, &values) &&
              (keys.empty() || place(klass, member, function, count, keys, values.data()));
    }
}

Arguments::Arguments(NrnClass* klass, int member, NrnSymbol* function, PyObject* tuple, PyObject* dict)
    : as_is_(klass != nullptr && member >= 0 ? nrn_class_as_is(klass, member) : 0) {
    const auto count = static_cast<size_t>(PyTuple_Size(tuple));
    room(count);
    for (size_t i = 0; i < count; ++i) {
        if (!convert_as_declared(i, PyTuple_GetItem(tuple, static_cast<Py_ssize_t>(i)))) {
            return;
        }
    }
    count_ = count;
    ok_ = true;
    if (dict != nullptr && PyDict_Size(dict) > 0) {
        std::vector<PyObject*> keys;
        std::vector<PyObject*> values;
        PyObject* key = nullptr;
        PyObject* value = nullptr;
        for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value) != 0;) {
            keys.push_back(key);
            values.push_back(value);
        }
        ok_ = take_section(&keys, &values) &&
              (keys.empty() || place(klass, member, function, count, keys, values.data()));
    }
}

Arguments::~Arguments() {
    if (pushed_) {
        nrn_section_unwind(depth_);
    }
    for (PyObject* temporary : temporaries_) {
        Py_DECREF(temporary);
    }
}

// ---- results ----

PyObject* text_object(const char* text) {
    return PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(std::strlen(text)), "replace");
}

PyObject* from_value(NrnValue* value) {
    PyObject* out = nullptr;
    switch (value->kind) {
        case NRN_NUMBER:
            return PyFloat_FromDouble(value->as.number);
        case NRN_INTEGER:
            return PyLong_FromDouble(value->as.number);
        case NRN_BOOLEAN:
            return PyBool_FromLong(value->as.number != 0.0);
        case NRN_TEXT:
            out = PyUnicode_DecodeUTF8(value->as.text.data, static_cast<Py_ssize_t>(value->as.text.size), "replace");
            nrn_value_clear(value);
            return out;
        case NRN_OBJECT:
            if (value->as.object != nullptr) {
                out = wrap_object(value->as.object);
                nrn_value_clear(value);
                return out;
            }
            break;
        case NRN_SECTION:
        case NRN_SEGMENT:
            out = value->kind == NRN_SECTION ? wrap_section(value->as.place.section)
                                             : segment_at(value->as.place.section, value->as.place.x);
            nrn_value_clear(value);
            return out;
        case NRN_REF:
            value->owned = 0;
            return wrap_ref(value->as.ref);
        case NRN_HOST_OBJECT:
            value->owned = 0;
            return static_cast<PyObject*>(value->as.host.object);
        default:
            break;
    }
    Py_INCREF(Py_None);
    return Py_None;
}

PyObject* wrap_object(NrnObject* object) {
    if (void* host = nrn_object_host(object)) {  // a PythonObject is what it stands for
        Py_INCREF(static_cast<PyObject*>(host));
        return static_cast<PyObject*>(host);
    }
    auto* known = static_cast<PyObject*>(nrn_object_wrapper(object));
    if (known != nullptr && Py_REFCNT(known) > 0) {
        Py_INCREF(known);
        return known;
    }
    PyTypeObject* type = type_of_class(nrn_object_class(object));
    if (type == nullptr) {
        return nullptr;
    }
    auto* made = reinterpret_cast<Instance*>(PyType_GenericAlloc(type, 0));
    if (made == nullptr) {
        return nullptr;
    }
    nrn_object_ref(object);
    nrn_object_set_wrapper(object, made);
    made->object = object;
    return reinterpret_cast<PyObject*>(made);
}

PyObject* wrap_ref(NrnRef* ref) {
    auto* made = reinterpret_cast<RefObject*>(PyType_GenericAlloc(types().ref, 0));
    if (made == nullptr) {
        nrn_ref_unref(ref);
        return nullptr;
    }
    made->ref = ref;
    return reinterpret_cast<PyObject*>(made);
}

}  // namespace nrnpy
