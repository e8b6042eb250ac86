// nrn.MechFunc: a FUNCTION or PROCEDURE of a mechanism, called for the segment that it was read from.
#include <vector>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

struct MechanismFunction {
    PyObject_HEAD PyObject* mechanism;
    size_t function;
    bool tracked;
};

MechanismFunction* function_of(PyObject* self) {
    return reinterpret_cast<MechanismFunction*>(self);
}

PlaceObject* place_of(PyObject* self) {
    return reinterpret_cast<PlaceObject*>(function_of(self)->mechanism);
}

PyObject* name(PyObject* self, PyObject*) {
    const NrnDensity* density = place_of(self)->density;
    return PyUnicode_FromFormat("%s.%s", nrn_density_name(density),
                                nrn_density_function_name(density, function_of(self)->function));
}

PyObject* mech(PyObject* self, PyObject*) {
    Py_INCREF(function_of(self)->mechanism);
    return function_of(self)->mechanism;
}

PyMethodDef methods[] = {
    {"mech", mech, METH_NOARGS, "mech($self, /)\n--\n\nThe mechanism."},
    {"name", name, METH_NOARGS, "name($self, /)\n--\n\nMechanism and function: \"hh.vtrap\"."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyObject* new_mechanism_function(PlaceObject* mechanism, size_t function) {
    auto* made = reinterpret_cast<MechanismFunction*>(allocate_place(types().mechanism_function, nullptr));
    if (made != nullptr) {
        Py_INCREF(reinterpret_cast<PyObject*>(mechanism));
        made->mechanism = reinterpret_cast<PyObject*>(mechanism);
        made->function = function;
        made->tracked = track_with(reinterpret_cast<PyObject*>(made), mechanism->section);
    }
    return reinterpret_cast<PyObject*>(made);
}

PyObject* mechanism_function_tp_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    return refuse_new(type, args, kwargs);
}

void mechanism_function_tp_dealloc(PyObject* self) {
    if (function_of(self)->tracked) {
        PyObject_GC_UnTrack(self);
    }
    Py_DECREF(function_of(self)->mechanism);
    free_place(self, nullptr);
}

int mechanism_function_tp_traverse(PyObject* self, visitproc visit, void* arg) {
    if (runtime().minor >= 9) {
        Py_VISIT(Py_TYPE(self));
    }
    Py_VISIT(function_of(self)->mechanism);
    return 0;
}

PyObject* mechanism_function_tp_call(PyObject* self, PyObject* args, PyObject* kwargs) {
    if (kwargs != nullptr && PyDict_Size(kwargs) > 0) {
        PyErr_SetString(PyExc_TypeError, "functions of mechanisms take no keyword arguments");
        return nullptr;
    }
    const auto count = static_cast<size_t>(PyTuple_Size(args));
    std::vector<double> numbers(count);
    for (size_t i = 0; i < count; ++i) {
        numbers[i] = PyFloat_AsDouble(PyTuple_GetItem(args, static_cast<Py_ssize_t>(i)));
        if (numbers[i] == -1.0 && PyErr_Occurred() != nullptr) {
            return nullptr;
        }
    }
    const PlaceObject* place = place_of(self);
    double result = 0.0;
    const int status = nrn_density_call(place->section->section, place->x, place->density, function_of(self)->function,
                                        numbers.data(), count, &result);
    return status != NRN_OK ? raise(status) : PyFloat_FromDouble(result);
}

PyObject* mechanism_function_tp_repr(PyObject* self) {
    return name(self, nullptr);
}

bool start_mechanism_function(PyObject* module) {
    static const char* const shim[] = {"mechanism_function", nullptr};
    static const PyType_Slot more[] = {{Py_tp_methods, methods}, {0, nullptr}};
    types().mechanism_function =
        make_type({"nrn.MechFunc", sizeof(MechanismFunction), Py_TPFLAGS_HAVE_GC, shim, more, nullptr});
    return types().mechanism_function != nullptr &&
           PyObject_SetAttrString(module, "MechFunc", reinterpret_cast<PyObject*>(types().mechanism_function)) == 0;
}

}  // namespace nrnpy
