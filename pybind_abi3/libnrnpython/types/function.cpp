// h.sin, h.quit, …: a built-in function as a Python callable, one object for each symbol.
//
// Called through vectorcall from 3.9 on, through tp_call before.
#include <cstddef>
#include <string>

#include "types.hpp"

namespace nrnpy {
namespace {

struct FunctionObject {
    PyObject_HEAD NrnSymbol* symbol;
    NrnVectorcall vectorcall;
    bool scalar;  // a function of one number
};

NrnSymbol* symbol_of(PyObject* self) {
    return reinterpret_cast<FunctionObject*>(self)->symbol;
}

PyObject* call_with(NrnSymbol* symbol, const Arguments& arguments) {
    if (!arguments.ok()) {
        return nullptr;
    }
    NrnValue result;
    const int status = nrn_symbol_call(symbol, arguments.values(), arguments.count(), &result);
    return status != NRN_OK ? raise(status) : from_value(&result);
}

PyObject* function_vectorcall(PyObject* self, PyObject* const* args, size_t nargsf, PyObject* names) {
    const size_t count = nargsf & ~NRN_VECTORCALL_OFFSET_BIT;
    if (reinterpret_cast<FunctionObject*>(self)->scalar && count == 1 && names == nullptr &&
        Py_TYPE(args[0]) == &PyFloat_Type) {
        double result = 0.0;
        const int status = nrn_symbol_call_scalar(symbol_of(self), PyFloat_AsDouble(args[0]), &result);
        return status != NRN_OK ? raise(status) : PyFloat_FromDouble(result);
    }
    const Arguments arguments(nullptr, 0, symbol_of(self), args, count, names);
    return call_with(symbol_of(self), arguments);
}

PyObject* get_name(PyObject* self, void*) {
    return text_object(nrn_symbol_name(symbol_of(self)));
}

PyObject* get_doc(PyObject* self, void*) {
    const std::string name = nrn_symbol_name(symbol_of(self));
    return text_object((name + nrn_function_forms(symbol_of(self)) + "\n\n" + nrn_symbol_doc(symbol_of(self))).c_str());
}

PyObject* get_text_signature(PyObject* self, void*) {
    char* text = nrn_function_signature(symbol_of(self));
    if (text == nullptr) {
        return raise_last();
    }
    PyObject* out = text_object(text);
    nrn_text_free(text);
    return out;
}

// inspect.signature reads __text_signature__ of builtin functions only, and __signature__ of anything.
PyObject* get_signature(PyObject* self, void*) {
    PyObject* text = get_text_signature(self, nullptr);
    PyObject* parse = text == nullptr ? nullptr : import_attribute("neuron._api.signatures", "parse");
    PyObject* out = parse == nullptr ? nullptr : PyObject_CallFunctionObjArgs(parse, text, nullptr);
    Py_XDECREF(parse);
    Py_XDECREF(text);
    return out;
}

PyObject* refuse_reduce(PyObject* self, PyObject*) {
    const char* name = nrn_symbol_name(symbol_of(self));
    PyErr_Format(PyExc_TypeError, "h.%s is a function of hoc and cannot be pickled; pickle its name", name);
    return nullptr;
}

PyMethodDef methods[] = {
    {"__reduce__", refuse_reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef getset[] = {
    {const_cast<char*>("__name__"), get_name, nullptr, nullptr, nullptr},
    {const_cast<char*>("__doc__"), get_doc, nullptr, nullptr, nullptr},
    {const_cast<char*>("__text_signature__"), get_text_signature, nullptr, nullptr, nullptr},
    {const_cast<char*>("__signature__"), get_signature, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

NrnMemberDef vectorcall_member[] = {
    {"__vectorcalloffset__", NRN_T_PYSSIZET, offsetof(FunctionObject, vectorcall), NRN_READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

void function_tp_dealloc(PyObject* self) {
    free_instance(self, function_tp_dealloc);
}

PyObject* function_tp_call(PyObject* self, PyObject* args, PyObject* kwargs) {
    const Arguments arguments(nullptr, 0, symbol_of(self), args, kwargs);
    return call_with(symbol_of(self), arguments);
}

PyObject* function_tp_repr(PyObject* self) {
    return PyUnicode_FromFormat("%s()", nrn_symbol_name(symbol_of(self)));
}

PyObject* function_object(NrnSymbol* symbol) {
    auto* known = static_cast<PyObject*>(nrn_symbol_host(symbol));
    if (known == nullptr) {
        auto* made = reinterpret_cast<FunctionObject*>(PyType_GenericAlloc(types().function, 0));
        if (made == nullptr) {
            return nullptr;
        }
        made->symbol = symbol;
        made->vectorcall = function_vectorcall;
        made->scalar = nrn_symbol_is_scalar(symbol) != 0;
        known = reinterpret_cast<PyObject*>(made);
        nrn_symbol_set_host(symbol, known);  // the symbol keeps it for the life of the process
    }
    Py_INCREF(known);
    return known;
}

bool start_function() {
    static const char* const shim[] = {"function", nullptr};
    const bool fast = runtime().vectorcall_types();
    const PyType_Slot more[] = {
        {Py_tp_methods, methods},
        {Py_tp_getset, getset},
        {fast ? Py_tp_members : 0, vectorcall_member},
        {0, nullptr},
    };
    types().function = make_type({"hoc.HocObject", sizeof(FunctionObject), fast ? NRN_TPFLAGS_HAVE_VECTORCALL : 0, shim,
                                  more, types().hoc_object});
    return types().function != nullptr;
}

}  // namespace nrnpy
