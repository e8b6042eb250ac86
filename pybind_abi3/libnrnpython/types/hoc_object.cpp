// hoc.HocObject: the base of h, of all instances, functions and references. HocObject() is h itself.
#include "types.hpp"

namespace nrnpy {

PyObject* hoc_object_tp_new(PyTypeObject*, PyObject*, PyObject*) {
    PyObject* h = top_level_object();
    Py_INCREF(h);
    return h;
}

void hoc_object_tp_dealloc(PyObject* self) {
    free_instance(self, hoc_object_tp_dealloc);
}

PyObject* hoc_object_tp_repr(PyObject* self) {
    return PyUnicode_FromFormat("<hoc.HocObject at %p>", self);
}

PyObject* hoc_object_tp_richcompare(PyObject* self, PyObject* other, int op) {
    if (op == Py_EQ || op == Py_NE) {
        return PyBool_FromLong((self == other) == (op == Py_EQ));
    }
    PyErr_SetString(PyExc_TypeError, "this comparison is undefined");
    return nullptr;
}

Py_hash_t hoc_object_tp_hash(PyObject* self) {
    return static_cast<Py_hash_t>(reinterpret_cast<size_t>(self) >> 4);
}

bool start_hoc_object(PyObject* module) {
    static const char* const shim[] = {"hoc_object", nullptr};
    types().hoc_object = make_type({"hoc.HocObject", sizeof(PyObject), Py_TPFLAGS_BASETYPE, shim, nullptr, nullptr});
    return types().hoc_object != nullptr &&
           PyObject_SetAttrString(module, "HocObject", reinterpret_cast<PyObject*>(types().hoc_object)) == 0;
}

}  // namespace nrnpy
