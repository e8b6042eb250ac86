// iter(sec) and sec.allseg(): the segments of a section, from 0 to 1. nseg is looked at for each.
#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

struct SegmentIterator {
    PyObject_HEAD SectionObject* section;  // null when the end was reached
    int next;
    bool ends;  // also x = 0 and x = 1
    bool tracked;
};

SegmentIterator* iterator_of(PyObject* self) {
    return reinterpret_cast<SegmentIterator*>(self);
}

}  // namespace

PyObject* new_segment_iterator(SectionObject* section, bool ends) {
    auto* made = reinterpret_cast<SegmentIterator*>(allocate_place(types().segment_iterator, nullptr));
    if (made != nullptr) {
        Py_INCREF(reinterpret_cast<PyObject*>(section));
        made->section = section;
        made->next = 0;
        made->ends = ends;
        made->tracked = track_with(reinterpret_cast<PyObject*>(made), section);
    }
    return reinterpret_cast<PyObject*>(made);
}

PyObject* segment_iterator_tp_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    return refuse_new(type, args, kwargs);
}

void segment_iterator_tp_dealloc(PyObject* self) {
    if (iterator_of(self)->tracked) {
        PyObject_GC_UnTrack(self);
    }
    Py_XDECREF(reinterpret_cast<PyObject*>(iterator_of(self)->section));
    free_place(self, nullptr);
}

int segment_iterator_tp_traverse(PyObject* self, visitproc visit, void* arg) {
    return traverse_section(self, iterator_of(self)->section, visit, arg);
}

PyObject* segment_iterator_tp_iter(PyObject* self) {
    Py_INCREF(self);
    return self;
}

PyObject* segment_iterator_tp_iternext(PyObject* self) {
    SegmentIterator* it = iterator_of(self);
    if (it->section == nullptr) {
        return nullptr;
    }
    const int nseg = nrn_nseg_get(it->section->section);  // 0 when the section is deleted
    const int i = it->next++;
    if (!it->ends && i < nseg) {
        return new_segment(it->section, (i + 0.5) / nseg);
    }
    if (it->ends && nseg > 0 && i < nseg + 2) {
        return new_segment(it->section, i == 0 ? 0.0 : i == nseg + 1 ? 1.0 : (i - 0.5) / nseg);
    }
    auto* section = reinterpret_cast<PyObject*>(it->section);
    it->section = nullptr;
    Py_DECREF(section);
    return nullptr;
}

bool start_segment_iterator() {
    static const char* const shim[] = {"segment_iterator", nullptr};
    static const PyType_Slot more[] = {{Py_tp_iternext, reinterpret_cast<void*>(segment_iterator_tp_iternext)},
                                       {0, nullptr}};
    types().segment_iterator =
        make_type({"nrn.SegOfSecIter", sizeof(SegmentIterator), Py_TPFLAGS_HAVE_GC, shim, more, nullptr});
    return types().segment_iterator != nullptr;
}

}  // namespace nrnpy
