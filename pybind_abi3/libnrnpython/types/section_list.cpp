// What a SectionList is to Python beyond its members: a collection of sections.
#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

int append_section(void* list, NrnSection* section) {
    PyObject* wrapped = wrap_section(section);
    const int status = wrapped == nullptr ? -1 : PyList_Append(static_cast<PyObject*>(list), wrapped);
    Py_XDECREF(wrapped);
    return status;
}

int count_section(void* count, NrnSection*) {
    ++*static_cast<Py_ssize_t*>(count);
    return 0;
}

struct Search {
    const NrnSection* wanted;
    bool found;
};

int compare_section(void* raw, NrnSection* section) {
    auto* search = static_cast<Search*>(raw);
    search->found = search->found || search->wanted == section;
    return 0;
}

}  // namespace

Py_ssize_t section_list_sq_length(PyObject* self) {
    NrnObject* list = object_of(self);
    Py_ssize_t count = 0;
    const int status = list == nullptr ? NRN_ERR_HOST : nrn_sectionlist_walk(list, count_section, &count);
    return status == NRN_OK ? count : raise_int(status);
}

int section_list_sq_contains(PyObject* self, PyObject* value) {
    NrnObject* list = object_of(self);
    Search search = {is_section(value) ? reinterpret_cast<SectionObject*>(value)->section : nullptr, false};
    const int status = list == nullptr ? NRN_ERR_HOST : nrn_sectionlist_walk(list, compare_section, &search);
    return status == NRN_OK ? (search.found ? 1 : 0) : raise_int(status);
}

PyObject* section_list_mp_subscript(PyObject*, PyObject*) {
    PyErr_SetString(PyExc_TypeError, "unsubscriptable object: list(sl) gives the sections of a SectionList by index");
    return nullptr;
}

// Over the sections of the moment: the list may change meanwhile.
PyObject* section_list_tp_iter(PyObject* self) {
    NrnObject* list = object_of(self);
    PyObject* all = list == nullptr ? nullptr : PyList_New(0);
    if (all == nullptr) {
        return nullptr;
    }
    const int status = nrn_sectionlist_walk(list, append_section, all);
    PyObject* iterator = status == NRN_OK ? PyObject_GetIter(all) : raise(status);
    Py_DECREF(all);
    return iterator;
}

}  // namespace nrnpy
