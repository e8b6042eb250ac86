// What segments, mechanisms and range variables share: memory, the garbage collector, reading and writing numbers.
#include "places.hpp"

#include "types.hpp"

namespace nrnpy {

PyObject* allocate_new_place(PyTypeObject* type) {
    PyObject* made = PyObject_GC_New(PyObject, type);
    if (made != nullptr && !runtime().dealloc_owns_type()) {
        Py_INCREF(type);  // newer versions have done so
    }
    return made;
}

void release_place(PyObject* self) {
    PyTypeObject* type = Py_TYPE(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

int traverse_section(PyObject* self, SectionObject* section, visitproc visit, void* arg) {
    if (runtime().minor >= 9) {
        Py_VISIT(Py_TYPE(self));
    }
    Py_VISIT(section);
    return 0;
}

PyObject* refuse_new(PyTypeObject* type, PyObject*, PyObject*) {
    PyErr_Format(PyExc_TypeError, "cannot create '%S' instances: sections and segments give them", type);
    return nullptr;
}

bool check_place(const PlaceObject* place) {
    if (nrn_section_is_active(place->section->section) != 0) {
        return true;
    }
    PyErr_SetString(PyExc_ReferenceError, "can't access a deleted section");
    return false;
}

PyObject* read_array(SectionObject* section, double x, const NrnRange* range, bool whole) {
    double first = 0.0;
    const int status = nrn_range_read(section->section, x, range, 0, &first);
    return status != NRN_OK ? raise(status) : new_range_variable(section, x, range, whole, false);
}

bool number_of(PyObject* object, double* number, const char* problem) {
    if (object != nullptr) {
        *number = PyFloat_AsDouble(object);
        if (*number != -1.0 || PyErr_Occurred() == nullptr) {
            return true;
        }
        if (PyErr_ExceptionMatches(PyExc_TypeError) == 0 && PyErr_ExceptionMatches(PyExc_ValueError) == 0) {
            return false;
        }
        PyErr_Clear();
    }
    PyErr_SetString(PyExc_ValueError, problem);
    return false;
}

int write_range(SectionObject* section, double x, const NrnRange* range, bool whole, PyObject* value) {
    if (nrn_range_is_array(range) != 0) {
        PyErr_Format(PyExc_IndexError, "missing index: %s needs an index for assignment", nrn_range_name(range));
        return -1;
    }
    double number = 0.0;
    if (!number_of(value, &number, "bad value")) {
        return -1;
    }
    const int status = whole ? nrn_range_write_all(section->section, range, 0, number)
                             : nrn_range_write(section->section, x, range, 0, number);
    return status == NRN_OK ? 0 : raise_int(status);
}

PyObject* range_reference(SectionObject* section, double x, const NrnRange* range) {
    if (nrn_range_is_array(range) != 0) {
        return new_range_variable(section, x, range, false, true);
    }
    NrnRef* ref = nrn_range_ref_new(section->section, x, range, 0);
    return ref == nullptr ? raise_last() : wrap_ref(ref);
}

}  // namespace nrnpy
