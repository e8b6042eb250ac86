// v.x, v._ref_x, h.A: indexed values that are read and written in place, and references to them.
//
// An array may have several dimensions: an index that does not reach the last one gives an array again.
#include "types.hpp"

namespace nrnpy {
namespace {

struct ArrayObject {
    PyObject_HEAD PyObject* instance;  // of a member, or null
    size_t member;
    NrnSymbol* symbol;  // of a symbol's array, or null
    size_t axis;        // the dimension that the next index is for
    size_t offset;      // of the first element, in elements of that dimension's rows
    bool references;
};

ArrayObject* array_of(PyObject* self) {
    return reinterpret_cast<ArrayObject*>(self);
}

NrnObject* object_of(const ArrayObject* array) {
    return reinterpret_cast<Instance*>(array->instance)->object;
}

size_t size_of(const ArrayObject* array) {
    return array->instance != nullptr ? nrn_member_array_extent(object_of(array), array->member, array->axis)
                                      : nrn_array_dimension(array->symbol, array->axis);
}

// New dimensions may have come since the array was made: sizes and elements are looked up at each use.
bool is_last_axis(const ArrayObject* array) {
    const size_t rank = array->instance != nullptr ? nrn_member_array_rank(object_of(array), array->member)
                                                   : nrn_array_rank(array->symbol);
    return array->axis + 1 == rank;
}

PyObject* name_of(const ArrayObject* array) {
    if (array->instance == nullptr) {
        return text_object(nrn_symbol_name(array->symbol));
    }
    NrnObject* object = object_of(array);
    NrnMember member;
    nrn_class_member(nrn_object_class(object), array->member, &member);
    const char* owner = nrn_class_name(object);
    return array->axis == 0
               ? PyUnicode_FromFormat("%s[%zu].%s", owner, nrn_object_index(object), member.name)
               : PyUnicode_FromFormat("%s[%zu].%s[%zu]", owner, nrn_object_index(object), member.name, array->offset);
}

// An index for this array; negative indices are out of range here, as in hoc.
bool index_of(const ArrayObject* array, PyObject* key, size_t* index) {
    const Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred() != nullptr) {
        return false;
    }
    const size_t size = size_of(array);
    if (i < 0 || static_cast<size_t>(i) >= size) {
        PyObject* name = name_of(array);
        if (name != nullptr) {
            PyErr_Format(PyExc_IndexError, "%U: index %zd is out of range, there are %zu elements", name, i, size);
            Py_DECREF(name);
        }
        return false;
    }
    *index = static_cast<size_t>(i);
    return true;
}

PyObject* make(PyObject* instance, size_t member, NrnSymbol* symbol, size_t axis, size_t offset, bool references) {
    auto* made = reinterpret_cast<ArrayObject*>(PyType_GenericAlloc(types().array, 0));
    if (made != nullptr) {
        Py_XINCREF(instance);
        made->instance = instance;
        made->member = member;
        made->symbol = symbol;
        made->axis = axis;
        made->offset = offset;
        made->references = references;
    }
    return reinterpret_cast<PyObject*>(made);
}

PyObject* member_element(const ArrayObject* array, size_t place) {
    NrnObject* object = object_of(array);
    if (array->references) {
        NrnRef* ref = nrn_member_ref_new(object, array->member, place);
        return ref == nullptr ? raise_last() : wrap_ref(ref);
    }
    NrnValue value;
    const int status = nrn_member_array_get(object, array->member, place, &value);
    return status != NRN_OK ? raise(status) : from_value(&value);
}

PyObject* symbol_element(const ArrayObject* array, size_t place) {
    if (array->references) {
        NrnRef* ref = nrn_array_ref_new(array->symbol, place);
        return ref == nullptr ? raise_last() : wrap_ref(ref);
    }
    NrnValue value;
    const int status = nrn_array_get(array->symbol, place, &value);
    return status != NRN_OK ? raise(status) : from_value(&value);
}

// What an index gives: an element, or before the last axis an array again.
PyObject* element(const ArrayObject* array, size_t index) {
    const size_t place = array->offset * size_of(array) + index;
    if (!is_last_axis(array)) {
        return make(array->instance, array->member, array->symbol, array->axis + 1, place, array->references);
    }
    return array->instance != nullptr ? member_element(array, place) : symbol_element(array, place);
}

}  // namespace

void array_tp_dealloc(PyObject* self) {
    Py_XDECREF(array_of(self)->instance);
    free_instance(self, array_tp_dealloc);
}

PyObject* array_tp_repr(PyObject* self) {
    const ArrayObject* array = array_of(self);
    PyObject* name = name_of(array);
    if (name == nullptr) {
        return nullptr;
    }
    PyObject* out = array->references ? PyUnicode_FromFormat("<incomplete pointer to hoc array %U>", name)
                                      : PyUnicode_FromFormat("%U[?]", name);
    Py_DECREF(name);
    return out;
}

Py_ssize_t array_sq_length(PyObject* self) {
    return static_cast<Py_ssize_t>(size_of(array_of(self)));
}

// For iteration: an index past the end ends it.
PyObject* array_sq_item(PyObject* self, Py_ssize_t i) {
    if (i < 0 || static_cast<size_t>(i) >= size_of(array_of(self))) {
        PyErr_SetString(PyExc_IndexError, "index out of range");
        return nullptr;
    }
    return element(array_of(self), static_cast<size_t>(i));
}

PyObject* array_mp_subscript(PyObject* self, PyObject* key) {
    size_t index = 0;
    return index_of(array_of(self), key, &index) ? element(array_of(self), index) : nullptr;
}

int array_mp_ass_subscript(PyObject* self, PyObject* key, PyObject* assigned) {
    ArrayObject* array = array_of(self);
    size_t index = 0;
    if (!index_of(array, key, &index)) {
        return -1;
    }
    if (assigned == nullptr || array->references || !is_last_axis(array)) {
        PyErr_SetString(PyExc_TypeError, assigned == nullptr ? "an element of a hoc array cannot be deleted"
                                                             : "this element cannot be assigned to");
        return -1;
    }
    const size_t place = array->offset * size_of(array) + index;
    NrnValue value;
    PyObject* temporary = nullptr;
    if (!to_value(assigned, &value, &temporary)) {
        return -1;
    }
    const int status = array->instance != nullptr ? nrn_member_array_set(object_of(array), array->member, place, &value)
                                                  : nrn_array_set(array->symbol, place, &value);
    Py_XDECREF(temporary);
    return status == NRN_OK ? 0 : raise_int(status);
}

PyObject* member_array(PyObject* instance, size_t member, bool references) {
    return make(instance, member, nullptr, 0, 0, references);
}

PyObject* symbol_array(NrnSymbol* symbol, bool references) {
    return make(nullptr, 0, symbol, 0, 0, references);
}

bool start_array() {
    static const char* const shim[] = {"array", nullptr};
    types().array = make_type({"hoc.HocObject", sizeof(ArrayObject), 0, shim, nullptr, types().hoc_object});
    return types().array != nullptr;
}

}  // namespace nrnpy
