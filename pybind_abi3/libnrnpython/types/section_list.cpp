// What a SectionList is to Python beyond its members: a collection of sections.
#include <utility>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

// A walk over the sections of the moment.
class Walk {
  public:
    explicit Walk(PyObject* self) {
        NrnObject* list = object_of(self);
        if (list != nullptr && (cursor_ = nrn_sectionlist_cursor_new(list)) == nullptr) {
            raise_last();
        }
    }
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;
    ~Walk() {
        if (cursor_ != nullptr) {
            nrn_section_cursor_free(cursor_);
        }
    }
    bool begun() const {
        return cursor_ != nullptr;
    }
    NrnSection* next() {
        return nrn_section_cursor_next(cursor_);
    }
    NrnSectionCursor* release() {
        return std::exchange(cursor_, nullptr);
    }

  private:
    NrnSectionCursor* cursor_ = nullptr;
};

}  // namespace

Py_ssize_t section_list_sq_length(PyObject* self) {
    Walk walk(self);
    if (!walk.begun()) {
        return -1;
    }
    Py_ssize_t count = 0;
    while (walk.next() != nullptr) {
        ++count;
    }
    return count;
}

int section_list_sq_contains(PyObject* self, PyObject* value) {
    Walk walk(self);
    if (!walk.begun()) {
        return -1;
    }
    const NrnSection* wanted = is_section(value) ? reinterpret_cast<SectionObject*>(value)->section : nullptr;
    const NrnSection* each = walk.next();
    while (each != nullptr && each != wanted) {
        each = walk.next();
    }
    return each != nullptr ? 1 : 0;
}

PyObject* section_list_mp_subscript(PyObject*, PyObject*) {
    PyErr_SetString(PyExc_TypeError, "unsubscriptable object: list(sl) gives the sections of a SectionList by index");
    return nullptr;
}

PyObject* section_list_tp_iter(PyObject* self) {
    Walk walk(self);
    return walk.begun() ? new_section_iterator(walk.release()) : nullptr;
}

}  // namespace nrnpy
