// Sections and places in them, as Python objects, and what their types share: the names of attributes.
//
// An attribute's name leads through a small table, keyed by the address of the name, to the range variable or mechanism
// that it means: seg.v costs one probe and one door of libnrn.
#pragma once

#include <nrn/capi.h>

#include "errors.hpp"
#include "runtime.hpp"

namespace nrnpy {

// The wrapper of a section: it owns one reference to it, and the section knows its wrapper. A section that Python made
// ends with its wrapper.
struct SectionObject {
    PyObject_HEAD NrnSection* section;  // null until __init__ has run
    PyObject* cell;                     // a weak reference to the object given as cell=, or null
    PyObject* weakrefs;
    NrnVectorcall vectorcall;
};

// A segment, or a mechanism in one.
struct PlaceObject {
    PyObject_HEAD SectionObject* section;
    double x;
    const NrnDensity* density;  // of a mechanism
    bool tracked;               // by the garbage collector: the section's wrapper may be part of a cycle
};

// ---- sections ----
// The section of a wrapper; null with ReferenceError when __init__ has not run or the section is deleted.
NrnSection* living_section(PyObject* self);
// The same without asking whether it is deleted.
NrnSection* section_behind(PyObject* self);
PyObject* wrap_section(NrnSection* section);  // a new reference to its one wrapper
inline bool is_section(PyObject* object) {
    return PyObject_TypeCheck(object, types().section) != 0;
}
extern PyMethodDef section_methods[];  // ended by null

// ---- places ----
PyObject* new_segment(SectionObject* section, double x);  // x is within 0 … 1
PyObject* segment_at(NrnSection* section, double x);
PyObject* new_mechanism(SectionObject* section, double x, const NrnDensity* density);
PyObject* new_mechanism_function(PlaceObject* mechanism, size_t function);
// An array, or one number as a sequence of length 1. `whole`: assignment goes to all segments of the section.
PyObject* new_range_variable(SectionObject* section, double x, const NrnRange* range, bool whole, bool references);
PyObject* new_segment_iterator(SectionObject* section, bool ends);
PyObject* new_section_iterator(NrnSectionCursor* cursor);  // takes the cursor

// Memory of types that are collected, not yet seen by the collector. `free_list` is of the type, or null; what waits
// there keeps its reference to the type.
struct FreeList {
    static constexpr int kMost = 64;
    PyObject* items[kMost];
    int count = 0;
};
PyObject* allocate_new_place(PyTypeObject* type);
inline PyObject* allocate_place(PyTypeObject* type, FreeList* free_list) {
    if (free_list == nullptr || free_list->count == 0) {
        return allocate_new_place(type);
    }
    PyObject* made = free_list->items[--free_list->count];
    NRN_REVIVE(made);
    return made;
}
void release_place(PyObject* self);
inline void free_place(PyObject* self, FreeList* free_list) {
    if (free_list != nullptr && free_list->count < FreeList::kMost && runtime().reuses_memory) {
        free_list->items[free_list->count++] = self;
    } else {
        release_place(self);
    }
}
// Lets the collector see an object that holds the section's wrapper, where that may be part of a cycle. True: it does.
// A wrapper of our own type holds no objects that could lead back to the place; one of a subclass has a dict.
inline bool track_with(PyObject* self, SectionObject* section) {
    if (Py_TYPE(reinterpret_cast<PyObject*>(section)) == types().section) {
        return false;
    }
    PyObject_GC_Track(self);
    return true;
}
int traverse_section(PyObject* self, SectionObject* section, visitproc visit, void* arg);
PyObject* refuse_new(PyTypeObject* type, PyObject* args, PyObject* kwargs);  // for types that only we make

// A place as slots of segments and mechanisms see it: false with ReferenceError when its section is deleted.
bool check_place(const PlaceObject* place);
// The number in a range variable; null with an exception set.
inline PyObject* read_number(const SectionObject* section, double x, const NrnRange* range) {
    double number = 0.0;
    const int status = nrn_range_read(section->section, x, range, 0, &number);
    return status == NRN_OK ? PyFloat_FromDouble(number) : raise(status);
}
// The same of an array: its elements.
PyObject* read_array(SectionObject* section, double x, const NrnRange* range, bool whole);
int write_range(SectionObject* section, double x, const NrnRange* range, bool whole, PyObject* value);
PyObject* range_reference(SectionObject* section, double x, const NrnRange* range);
// "bad value" for what is no number; false with an exception set.
bool number_of(PyObject* object, double* number, const char* problem);

// ---- names ----
enum class Builtin { None, L, Ra, Nseg, Rallbranch, X, Sec };
struct Name {
    PyObject* name;             // a reference of ours: the address cannot be used again
    const NrnRange* range;      // of a range variable, also of "_ref_v"
    const NrnDensity* density;  // of a mechanism
    Builtin builtin;
    bool reference;  // "_ref_v"
    bool array;      // the range variable is one
    bool known;      // it means something
    size_t stamp;    // how many range variables there were when nothing was found
};
constexpr size_t kNames = 1024;  // a power of two
extern Name names[kNames];
inline size_t place_of_name(const void* name) {
    const auto address = reinterpret_cast<size_t>(name);
    return (address >> 4 ^ address >> 14) & (kNames - 1);
}
// How often names were given up when the tables were last emptied, and how often they are now.
extern size_t forgotten;
extern const size_t* removals;
void forget_names();
inline void refresh_names() {
    if (*removals != forgotten) {
        forget_names();
    }
}
const Name* find_name_slowly(PyObject* name);
// What a name means as an attribute of a section or segment; null without an exception when it means nothing.
inline const Name* find_name(PyObject* name) {
    refresh_names();
    const Name& entry = names[place_of_name(name)];
    return entry.name == name && entry.known ? &entry : find_name_slowly(name);
}
// What a name means in a mechanism.
struct Member {
    PyObject* name;
    const NrnDensity* density;
    const NrnRange* range;
    long function;  // or -1
    bool reference;
    bool array;
};
extern Member members[kNames];
inline size_t place_of_member(const void* name, const void* density) {
    return (place_of_name(name) + (reinterpret_cast<size_t>(density) >> 6)) & (kNames - 1);
}
const Member* find_member_slowly(const NrnDensity* density, PyObject* name);
inline const Member* find_member(const NrnDensity* density, PyObject* name) {
    refresh_names();
    const Member& entry = members[place_of_member(name, density)];
    return entry.name == name && entry.density == density && entry.range != nullptr ? &entry
                                                                                    : find_member_slowly(density, name);
}

}  // namespace nrnpy
