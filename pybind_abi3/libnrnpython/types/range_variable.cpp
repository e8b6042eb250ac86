// nrn.RangeVar: a range variable in a segment as the sequence of its elements: seg.xg[1]. That of a section (sec.xg)
// reads the middle and sets all segments; seg._ref_xg has references as elements.
#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

struct RangeVariable {
    PyObject_HEAD SectionObject* section;
    double x;
    const NrnRange* range;
    bool whole;
    bool references;
    bool tracked;
};

RangeVariable* variable_of(PyObject* self) {
    return reinterpret_cast<RangeVariable*>(self);
}

bool index_of(PyObject* self, PyObject* key, size_t* index) {
    if (PyLong_Check(key) == 0 && Py_TYPE(key) == &PySlice_Type) {
        PyErr_SetString(PyExc_TypeError, "sequence index must be integer, not 'slice'");
        return false;
    }
    const NrnRange* range = variable_of(self)->range;
    return check_index(key, nrn_range_size(range), index, nrn_range_name(range));
}

PyObject* element(PyObject* self, size_t index) {
    const RangeVariable* variable = variable_of(self);
    NrnSection* section = variable->section->section;
    if (variable->references) {
        NrnRef* ref = nrn_range_ref_new(section, variable->x, variable->range, index);
        return ref == nullptr ? raise_last() : wrap_ref(ref);
    }
    double number = 0.0;
    const int status = nrn_range_read(section, variable->x, variable->range, index, &number);
    return status != NRN_OK ? raise(status) : PyFloat_FromDouble(number);
}

PyObject* name(PyObject* self, PyObject*) {
    return text_object(nrn_range_name(variable_of(self)->range));
}

PyObject* mech(PyObject* self, PyObject*) {
    const RangeVariable* variable = variable_of(self);
    const NrnDensity* density = nrn_range_density(variable->range);
    if (density == nullptr || nrn_range_exists(variable->section->section, variable->range) == 0) {
        PyErr_SetString(PyExc_ReferenceError, "mechanism instance is invalid");
        return nullptr;
    }
    return new_mechanism(variable->section, variable->x, density);
}

PyMethodDef methods[] = {
    {"mech", mech, METH_NOARGS, "mech($self, /)\n--\n\nThe mechanism that the variable belongs to."},
    {"name", name, METH_NOARGS, "name($self, /)\n--\n\nThe name of the variable: \"gnabar_hh\"."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyObject* new_range_variable(SectionObject* section, double x, const NrnRange* range, bool whole, bool references) {
    auto* made = reinterpret_cast<RangeVariable*>(allocate_place(types().range_variable, nullptr));
    if (made != nullptr) {
        Py_INCREF(reinterpret_cast<PyObject*>(section));
        made->section = section;
        made->x = x;
        made->range = range;
        made->whole = whole;
        made->references = references;
        made->tracked = track_with(reinterpret_cast<PyObject*>(made), section);
    }
    return reinterpret_cast<PyObject*>(made);
}

PyObject* range_variable_tp_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    return refuse_new(type, args, kwargs);
}

void range_variable_tp_dealloc(PyObject* self) {
    if (variable_of(self)->tracked) {
        PyObject_GC_UnTrack(self);
    }
    Py_DECREF(reinterpret_cast<PyObject*>(variable_of(self)->section));
    free_place(self, nullptr);
}

int range_variable_tp_traverse(PyObject* self, visitproc visit, void* arg) {
    return traverse_section(self, variable_of(self)->section, visit, arg);
}

PyObject* range_variable_tp_repr(PyObject* self) {
    const RangeVariable* variable = variable_of(self);
    NrnSection* section = variable->section->section;
    if (nrn_section_is_active(section) == 0) {
        return PyUnicode_FromFormat("<nrn.RangeVar %s of deleted section>", nrn_range_name(variable->range));
    }
    char* place = nrn_segment_name(section, variable->x);
    PyObject* out = PyUnicode_FromFormat("<nrn.RangeVar %s of %s>", nrn_range_name(variable->range), place);
    nrn_text_free(place);
    return out;
}

Py_ssize_t range_variable_sq_length(PyObject* self) {
    return static_cast<Py_ssize_t>(nrn_range_size(variable_of(self)->range));
}

// For iteration: an index past the end ends it.
PyObject* range_variable_sq_item(PyObject* self, Py_ssize_t i) {
    if (i < 0 || static_cast<size_t>(i) >= nrn_range_size(variable_of(self)->range)) {
        PyErr_SetString(PyExc_IndexError, nrn_range_name(variable_of(self)->range));
        return nullptr;
    }
    return element(self, static_cast<size_t>(i));
}

PyObject* range_variable_mp_subscript(PyObject* self, PyObject* key) {
    size_t index = 0;
    return index_of(self, key, &index) ? element(self, index) : nullptr;
}

int range_variable_mp_ass_subscript(PyObject* self, PyObject* key, PyObject* value) {
    const RangeVariable* variable = variable_of(self);
    size_t index = 0;
    double number = 0.0;
    if (!index_of(self, key, &index)) {
        return -1;
    }
    if (variable->references) {
        PyErr_SetString(PyExc_TypeError, "references to a range variable cannot be assigned to: use ref[0] = x");
        return -1;
    }
    if (!number_of(value, &number, "bad value")) {
        return -1;
    }
    NrnSection* section = variable->section->section;
    const int status = variable->whole ? nrn_range_write_all(section, variable->range, index, number)
                                       : nrn_range_write(section, variable->x, variable->range, index, number);
    return status == NRN_OK ? 0 : raise_int(status);
}

bool start_range_variable(PyObject* module) {
    static const char* const shim[] = {"range_variable", nullptr};
    static const PyType_Slot more[] = {
        {Py_tp_methods, methods},
        {Py_tp_doc, const_cast<char*>("A range variable in a segment, as the sequence of its elements.")},
        {0, nullptr},
    };
    types().range_variable =
        make_type({"nrn.RangeVar", sizeof(RangeVariable), Py_TPFLAGS_HAVE_GC, shim, more, nullptr});
    return types().range_variable != nullptr &&
           PyObject_SetAttrString(module, "RangeVar", reinterpret_cast<PyObject*>(types().range_variable)) == 0;
}

}  // namespace nrnpy
