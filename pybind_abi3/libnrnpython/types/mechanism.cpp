// nrn.Mechanism: a density mechanism or ion in a segment. Its attributes are its variables without the mechanism's
// name, and its functions.
#include <string>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

FreeList free_mechanisms;

PlaceObject* place_of(PyObject* self) {
    return reinterpret_cast<PlaceObject*>(self);
}

// False with ReferenceError when the section is deleted or the mechanism was taken out of it.
bool check_mechanism(PyObject* self) {
    const PlaceObject* place = place_of(self);
    if (!check_place(place)) {
        return false;
    }
    if (nrn_section_has(place->section->section, place->density) != 0) {
        return true;
    }
    PyErr_SetString(PyExc_ReferenceError, "mechanism instance is invalid");
    return false;
}

PyObject* name(PyObject* self, PyObject*) {
    return check_mechanism(self) ? text_object(nrn_density_name(place_of(self)->density)) : nullptr;
}

PyObject* is_ion(PyObject* self, PyObject*) {
    return check_mechanism(self) ? PyBool_FromLong(nrn_density_is_ion(place_of(self)->density)) : nullptr;
}

PyObject* segment(PyObject* self, PyObject*) {
    return check_mechanism(self) ? new_segment(place_of(self)->section, place_of(self)->x) : nullptr;
}

PyObject* reduce(PyObject* self, PyObject*) {
    PyErr_Format(PyExc_TypeError, "cannot pickle '%S' object: a mechanism belongs to its process", Py_TYPE(self));
    return nullptr;
}

// The names that the mechanism has, without their values, as dir() wants them.
PyObject* get_dict(PyObject* self, void*) {
    PyObject* all = check_mechanism(self) ? PyDict_New() : nullptr;
    const NrnDensity* density = place_of(self)->density;
    for (size_t i = 0; all != nullptr && i < nrn_density_variable_count(density); ++i) {
        if (PyDict_SetItemString(all, nrn_density_variable_name(density, i), Py_None) != 0) {
            Py_CLEAR(all);
        }
    }
    for (size_t i = 0; all != nullptr && i < nrn_density_function_count(density); ++i) {
        if (PyDict_SetItemString(all, nrn_density_function_name(density, i), Py_None) != 0) {
            Py_CLEAR(all);
        }
    }
    return all;
}

PyMethodDef methods[] = {
    {"is_ion", is_ion, METH_NOARGS, "is_ion($self, /)\n--\n\nWhether it is an ion."},
    {"name", name, METH_NOARGS, "name($self, /)\n--\n\nThe name of the mechanism: \"hh\"."},
    {"segment", segment, METH_NOARGS, "segment($self, /)\n--\n\nThe segment in which it is."},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef getset[] = {
    {const_cast<char*>("__dict__"), get_dict, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// An AttributeError for a variable that is known means that the mechanism is not there any more.
PyObject* gone(PyObject* result) {
    if (result == nullptr && PyErr_ExceptionMatches(PyExc_AttributeError) != 0) {
        PyErr_SetString(PyExc_ReferenceError, "mechanism instance is invalid");
    }
    return result;
}

// The stream of a RANDOM variable; without one the AttributeError that is set stays.
PyObject* random_stream(PyObject* self, PyObject* name) {
    PyObject* type = nullptr;
    PyObject* error = nullptr;
    PyObject* trace = nullptr;
    PyErr_Fetch(&type, &error, &trace);
    NrnValue text;
    PyObject* temporary = nullptr;
    if (!to_value(name, &text, &temporary)) {
        PyErr_Clear();
        PyErr_Restore(type, error, trace);
        return nullptr;
    }
    const PlaceObject* place = place_of(self);
    int status = NRN_OK;
    NrnObject* stream = nrn_density_random(place->section->section, place->x, place->density,
                                           std::string(text.as.text.data, text.as.text.size).c_str(), &status);
    Py_XDECREF(temporary);
    if (stream == nullptr && status == NRN_OK) {
        PyErr_Restore(type, error, trace);
        return nullptr;
    }
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(trace);
    if (stream == nullptr) {
        return raise(status);
    }
    PyObject* result = wrap_object(stream);
    nrn_object_unref(stream);
    return result;
}

// mechanism._ref_p = reference: what a POINTER points to.
int point(const PlaceObject* place, const NrnRange* range, PyObject* value) {
    NrnValue target;
    PyObject* temporary = nullptr;
    if (value == nullptr || !to_value(value, &target, &temporary)) {
        PyErr_Format(PyExc_TypeError, "%s takes a reference to a number, as segment._ref_v", nrn_range_name(range));
        return -1;
    }
    int result = -1;
    if (target.kind != NRN_REF) {
        PyErr_Format(PyExc_TypeError, "%s takes a reference to a number, as segment._ref_v", nrn_range_name(range));
    } else {
        const int status = nrn_range_point(place->section->section, place->x, range, target.as.ref);
        result = status == NRN_OK ? 0 : raise_int(status);
    }
    Py_XDECREF(temporary);
    return result;
}

}  // namespace

PyObject* new_mechanism(SectionObject* section, double x, const NrnDensity* density) {
    auto* made = reinterpret_cast<PlaceObject*>(allocate_place(types().mechanism, &free_mechanisms));
    if (made != nullptr) {
        Py_INCREF(reinterpret_cast<PyObject*>(section));
        made->section = section;
        made->x = x;
        made->density = density;
        made->tracked = track_with(reinterpret_cast<PyObject*>(made), section);
    }
    return reinterpret_cast<PyObject*>(made);
}

// ---- slots ----

PyObject* mechanism_tp_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    return refuse_new(type, args, kwargs);
}

void mechanism_tp_dealloc(PyObject* self) {
    if (place_of(self)->tracked) {
        PyObject_GC_UnTrack(self);
    }
    Py_DECREF(reinterpret_cast<PyObject*>(place_of(self)->section));
    free_place(self, &free_mechanisms);
}

int mechanism_tp_traverse(PyObject* self, visitproc visit, void* arg) {
    return traverse_section(self, place_of(self)->section, visit, arg);
}

PyObject* mechanism_tp_getattro(PyObject* self, PyObject* name) {
    const PlaceObject* place = place_of(self);
    const Member* member = find_member(place->density, name);
    if (member == nullptr) {
        PyObject* found = PyObject_GenericGetAttr(self, name);
        return found != nullptr || PyErr_ExceptionMatches(PyExc_AttributeError) == 0 ? found
                                                                                     : random_stream(self, name);
    }
    if (member->function >= 0) {
        return check_mechanism(self) ? new_mechanism_function(place_of(self), static_cast<size_t>(member->function))
                                     : nullptr;
    }
    return gone(member->reference ? range_reference(place->section, place->x, member->range)
                : member->array   ? read_array(place->section, place->x, member->range, false)
                                  : read_number(place->section, place->x, member->range));
}

int mechanism_tp_setattro(PyObject* self, PyObject* name, PyObject* value) {
    const PlaceObject* place = place_of(self);
    const Member* member = find_member(place->density, name);
    if (member == nullptr) {
        return PyObject_GenericSetAttr(self, name, value);
    }
    if (member->reference && member->range != nullptr && nrn_range_is_pointer(member->range) != 0) {
        return point(place, member->range, value);
    }
    if (member->function >= 0 || member->reference) {
        PyErr_Format(PyExc_AttributeError, "'nrn.Mechanism' object attribute '%U' is read-only", name);
        return -1;
    }
    double number = 0.0;
    if (member->array) {
        return write_range(place->section, place->x, member->range, false, value);
    }
    if (!number_of(value, &number, "must be a double")) {
        return -1;
    }
    const int status = nrn_range_write(place->section->section, place->x, member->range, 0, number);
    if (status == NRN_OK) {
        return 0;
    }
    return gone(raise(status)) == nullptr ? -1 : 0;
}

PyObject* mechanism_tp_repr(PyObject* self) {
    const PlaceObject* place = place_of(self);
    const NrnSection* section = place->section->section;
    if (nrn_section_is_active(section) == 0) {
        return PyUnicode_FromString("<mechanism of deleted section>");
    }
    return nrn_section_has(section, place->density) != 0
               ? text_object(nrn_density_name(place->density))
               : PyUnicode_FromString("<segment invalid or mechanism uninserted>");
}

// The same mechanism in the same segment is equal.
PyObject* mechanism_tp_richcompare(PyObject* self, PyObject* other, int op) {
    if (op != Py_EQ && op != Py_NE) {
        Py_INCREF(Py_NotImplemented);
        return Py_NotImplemented;
    }
    const PlaceObject* a = place_of(self);
    const PlaceObject* b = place_of(other);
    const bool equal = PyObject_TypeCheck(other, types().mechanism) != 0 && a->density == b->density &&
                       a->section == b->section &&
                       nrn_segment_node(a->section->section, a->x) == nrn_segment_node(b->section->section, b->x);
    return PyBool_FromLong(equal == (op == Py_EQ));
}

Py_hash_t mechanism_tp_hash(PyObject* self) {
    const PlaceObject* place = place_of(self);
    const uint64_t node = nrn_segment_node(place->section->section, place->x);
    return static_cast<Py_hash_t>(((reinterpret_cast<size_t>(place->density) >> 4) ^ (node * 1000003)) >> 1);
}

// Its variables, each as a sequence of its elements.
PyObject* mechanism_tp_iter(PyObject* self) {
    const PlaceObject* place = place_of(self);
    PyObject* list = check_mechanism(self) ? PyList_New(0) : nullptr;
    for (size_t i = 0; list != nullptr && i < nrn_density_variable_count(place->density); ++i) {
        const NrnRange* range = nrn_density_variable(place->density, i);
        if (range == nullptr) {  // RANDOM
            continue;
        }
        PyObject* variable = new_range_variable(place->section, place->x, range, false, false);
        if (variable == nullptr || PyList_Append(list, variable) != 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(variable);
    }
    PyObject* iterator = list == nullptr ? nullptr : PyObject_GetIter(list);
    Py_XDECREF(list);
    return iterator;
}

bool start_mechanism(PyObject* module) {
    static const char* const shim[] = {"mechanism", nullptr};
    static const PyType_Slot more[] = {
        {Py_tp_methods, methods},
        {Py_tp_getset, getset},
        // The quickest ones without the way through the shim.
        {Py_tp_dealloc, reinterpret_cast<void*>(mechanism_tp_dealloc)},
        {Py_tp_getattro, reinterpret_cast<void*>(mechanism_tp_getattro)},
        {Py_tp_setattro, reinterpret_cast<void*>(mechanism_tp_setattro)},
        {Py_tp_doc, const_cast<char*>("A density mechanism or ion in a segment.")},
        {0, nullptr},
    };
    types().mechanism = make_type({"nrn.Mechanism", sizeof(PlaceObject), Py_TPFLAGS_HAVE_GC, shim, more, nullptr});
    return types().mechanism != nullptr &&
           PyObject_SetAttrString(module, "Mechanism", reinterpret_cast<PyObject*>(types().mechanism)) == 0;
}

}  // namespace nrnpy
