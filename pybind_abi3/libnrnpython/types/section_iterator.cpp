// h.allsec(): all sections in the order in which they were made; they may come and go meanwhile. And the walk over a
// SectionList.
#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

struct SectionIterator {
    PyObject_HEAD NrnSectionCursor* cursor;  // null when the end was reached
};

SectionIterator* iterator_of(PyObject* self) {
    return reinterpret_cast<SectionIterator*>(self);
}

void end_walk(SectionIterator* it) {
    if (it->cursor != nullptr) {
        nrn_section_cursor_free(it->cursor);
        it->cursor = nullptr;
    }
}

PyObject* allsec(PyObject*, PyObject*) {
    NrnSectionCursor* cursor = nrn_section_cursor_new();
    return cursor == nullptr ? raise_last() : new_section_iterator(cursor);
}

PyObject* cas(PyObject*, PyObject*) {
    NrnSection* section = nrn_cas();
    if (section == nullptr) {
        PyErr_SetString(PyExc_TypeError, "Section access unspecified: there is no section yet, create one");
        return nullptr;
    }
    return wrap_section(section);
}

PyMethodDef functions[] = {
    {"allsec", allsec, METH_NOARGS,
     "allsec()\n--\n\nIterates over all sections, in the order in which they were made."},
    {"cas", cas, METH_NOARGS, "cas()\n--\n\nThe currently accessed section."},
};

// A function of the module nrn, which the top level has under the same name.
bool add_function(PyObject* module, PyMethodDef* def) {
    PyObject* name = PyUnicode_FromString("nrn");
    PyObject* function = name == nullptr ? nullptr : PyCFunction_NewEx(def, nullptr, name);
    Py_XDECREF(name);
    if (function == nullptr || PyObject_SetAttrString(module, def->ml_name, function) != 0) {
        return false;
    }
    if (NrnSymbol* symbol = nrn_symbol(def->ml_name)) {
        nrn_symbol_set_host(symbol, function);  // kept for the life of the process
    }
    return true;
}

}  // namespace

PyObject* new_section_iterator(NrnSectionCursor* cursor) {
    auto* made = reinterpret_cast<SectionIterator*>(PyType_GenericAlloc(types().section_iterator, 0));
    if (made == nullptr) {
        nrn_section_cursor_free(cursor);
    } else {
        made->cursor = cursor;
    }
    return reinterpret_cast<PyObject*>(made);
}

PyObject* section_iterator_tp_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    return refuse_new(type, args, kwargs);
}

void section_iterator_tp_dealloc(PyObject* self) {
    end_walk(iterator_of(self));
    free_instance(self, section_iterator_tp_dealloc);
}

PyObject* section_iterator_tp_repr(PyObject*) {
    return PyUnicode_FromString("<all section iterator next>");
}

PyObject* section_iterator_tp_iter(PyObject* self) {
    Py_INCREF(self);
    return self;
}

PyObject* section_iterator_tp_iternext(PyObject* self) {
    SectionIterator* it = iterator_of(self);
    NrnSection* section = it->cursor == nullptr ? nullptr : nrn_section_cursor_next(it->cursor);
    if (section == nullptr) {
        end_walk(it);
        return nullptr;
    }
    return wrap_section(section);
}

bool start_section_iterator(PyObject* module) {
    static const char* const shim[] = {"section_iterator", nullptr};
    types().section_iterator =
        make_type({"hoc.HocObject", sizeof(SectionIterator), 0, shim, nullptr, types().hoc_object});
    return types().section_iterator != nullptr && add_function(module, &functions[0]) &&
           add_function(module, &functions[1]);
}

}  // namespace nrnpy
