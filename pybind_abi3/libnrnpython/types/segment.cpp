// nrn.Segment: a place in a section. Its attributes are the range variables and mechanisms there.
#include <vector>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

FreeList free_segments;

PlaceObject* place_of(PyObject* self) {
    return reinterpret_cast<PlaceObject*>(self);
}

NrnSection* section_of(PyObject* self) {
    return place_of(self)->section->section;
}

// ---- methods ----

PyObject* number(PyObject* self, double (*ask)(NrnSection*, double)) {
    return check_place(place_of(self)) ? PyFloat_FromDouble(ask(section_of(self), place_of(self)->x)) : nullptr;
}

PyObject* area(PyObject* self, PyObject*) {
    return number(self, nrn_segment_area);
}

PyObject* volume(PyObject* self, PyObject*) {
    return number(self, nrn_segment_volume);
}

PyObject* ri(PyObject* self, PyObject*) {
    return number(self, nrn_segment_ri);
}

PyObject* node_index(PyObject* self, PyObject*) {
    return check_place(place_of(self)) ? PyLong_FromSize_t(nrn_segment_index(section_of(self), place_of(self)->x))
                                       : nullptr;
}

int append_object(void* list, NrnObject* object) {
    PyObject* wrapped = wrap_object(object);
    const int status = wrapped == nullptr ? -1 : PyList_Append(static_cast<PyObject*>(list), wrapped);
    Py_XDECREF(wrapped);
    return status;
}

PyObject* point_processes(PyObject* self, PyObject*) {
    PyObject* list = check_place(place_of(self)) ? PyList_New(0) : nullptr;
    if (list == nullptr) {
        return nullptr;
    }
    const int status = nrn_segment_points(section_of(self), place_of(self)->x, append_object, list);
    if (status != NRN_OK) {
        Py_DECREF(list);
        return raise(status);
    }
    return list;
}

PyObject* reduce(PyObject* self, PyObject*) {
    PyErr_Format(PyExc_TypeError, "cannot pickle '%S' object: a segment belongs to its process", Py_TYPE(self));
    return nullptr;
}

// The mechanisms in the segment, the last one inserted first; none at the ends of the section.
std::vector<const NrnDensity*> densities_of(PyObject* self) {
    constexpr size_t kFew = 16;
    std::vector<const NrnDensity*> found;
    const double x = place_of(self)->x;
    if (x != 0.0 && x != 1.0 && nrn_section_is_active(section_of(self)) != 0) {
        found.resize(kFew);
        const size_t count = nrn_section_densities(section_of(self), found.data(), found.size());
        found.resize(count);
        if (count > kFew) {
            nrn_section_densities(section_of(self), found.data(), count);
        }
    }
    return found;
}

// The names that a segment has, without their values, as dir() wants them.
PyObject* get_dict(PyObject* self, void*) {
    PyObject* all = check_place(place_of(self)) ? PyDict_New() : nullptr;
    static const char* const always[] = {"v", "diam", "cm"};
    for (const char* name : always) {
        if (all != nullptr && PyDict_SetItemString(all, name, Py_None) != 0) {
            Py_CLEAR(all);
        }
    }
    for (const NrnDensity* density : densities_of(self)) {
        if (all != nullptr && PyDict_SetItemString(all, nrn_density_name(density), Py_None) != 0) {
            Py_CLEAR(all);
        }
    }
    return all;
}

PyObject* get_sec(PyObject* self, void*) {
    if (!check_place(place_of(self))) {
        return nullptr;
    }
    auto* section = reinterpret_cast<PyObject*>(place_of(self)->section);
    Py_INCREF(section);
    return section;
}

PyObject* get_x(PyObject* self, void*) {
    return check_place(place_of(self)) ? PyFloat_FromDouble(place_of(self)->x) : nullptr;
}

PyMethodDef methods[] = {
    {"area", area, METH_NOARGS, "area($self, /)\n--\n\nThe membrane's area [um2]; 0 at the ends of the section."},
    {"node_index", node_index, METH_NOARGS,
     "node_index($self, /)\n--\n\nThe place of the segment in the order of all nodes: roots, then each tree level by "
     "level."},
    {"point_processes", point_processes, METH_NOARGS,
     "point_processes($self, /)\n--\n\nThe point processes in the segment."},
    {"ri", ri, METH_NOARGS,
     "ri($self, /)\n--\n\nThe axial resistance to the segment that is nearer to the root [MOhm]."},
    {"volume", volume, METH_NOARGS, "volume($self, /)\n--\n\nThe volume [um3]; 0 at the ends of the section."},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef getset[] = {
    {const_cast<char*>("sec"), get_sec, nullptr, const_cast<char*>("The section."), nullptr},
    {const_cast<char*>("x"), get_x, nullptr, const_cast<char*>("The place in the section, 0 to 1."), nullptr},
    {const_cast<char*>("__dict__"), get_dict, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyObject* no_mechanism(PyObject* self, PyObject* name) {
    char* place = nrn_segment_name(section_of(self), place_of(self)->x);
    PyErr_Format(PyExc_AttributeError, "%U, the mechanism does not exist at %s", name, place);
    nrn_text_free(place);
    return nullptr;
}

PyObject* mechanism_of(PyObject* self, PyObject* name, const NrnDensity* density) {
    const double x = place_of(self)->x;
    const bool end = x == 0.0 || x == 1.0;
    return end || nrn_section_has(section_of(self), density) == 0 ? no_mechanism(self, name)
                                                                  : new_mechanism(place_of(self)->section, x, density);
}

}  // namespace

PyObject* new_segment(SectionObject* section, double x) {
    auto* made = reinterpret_cast<PlaceObject*>(allocate_place(types().segment, &free_segments));
    if (made != nullptr) {
        Py_INCREF(reinterpret_cast<PyObject*>(section));
        made->section = section;
        made->x = x;
        made->density = nullptr;
        made->tracked = track_with(reinterpret_cast<PyObject*>(made), section);
    }
    return reinterpret_cast<PyObject*>(made);
}

PyObject* segment_at(NrnSection* section, double x) {
    PyObject* wrapper = wrap_section(section);
    PyObject* made = wrapper == nullptr ? nullptr : new_segment(reinterpret_cast<SectionObject*>(wrapper), x);
    Py_XDECREF(wrapper);
    return made;
}

// ---- slots ----

PyObject* segment_tp_new(PyTypeObject*, PyObject* args, PyObject* kwargs) {
    PyObject* section = PyTuple_Size(args) == 2 && kwargs == nullptr ? PyTuple_GetItem(args, 0) : nullptr;
    if (section == nullptr || !is_section(section)) {
        PyErr_SetString(PyExc_TypeError, "Segment() takes a section and a number: Segment(section, x)");
        return nullptr;
    }
    return PyObject_CallFunctionObjArgs(section, PyTuple_GetItem(args, 1), nullptr);
}

void segment_tp_dealloc(PyObject* self) {
    if (place_of(self)->tracked) {
        PyObject_GC_UnTrack(self);
    }
    Py_DECREF(reinterpret_cast<PyObject*>(place_of(self)->section));
    free_place(self, &free_segments);
}

int segment_tp_traverse(PyObject* self, visitproc visit, void* arg) {
    return traverse_section(self, place_of(self)->section, visit, arg);
}

PyObject* segment_tp_getattro(PyObject* self, PyObject* name) {
    const Name* known = find_name(name);
    const PlaceObject* place = place_of(self);
    if (known == nullptr) {
        return PyObject_GenericGetAttr(self, name);
    }
    if (known->range != nullptr) {
        return known->reference ? range_reference(place->section, place->x, known->range)
               : known->array   ? read_array(place->section, place->x, known->range, false)
                                : read_number(place->section, place->x, known->range);
    }
    if (known->density != nullptr) {
        return check_place(place) ? mechanism_of(self, name, known->density) : nullptr;
    }
    return known->builtin == Builtin::X     ? get_x(self, nullptr)
           : known->builtin == Builtin::Sec ? get_sec(self, nullptr)
                                            : PyObject_GenericGetAttr(self, name);
}

int segment_tp_setattro(PyObject* self, PyObject* name, PyObject* value) {
    const Name* known = find_name(name);
    const PlaceObject* place = place_of(self);
    if (known != nullptr && known->range != nullptr && !known->reference) {
        return write_range(place->section, place->x, known->range, false, value);
    }
    if (known != nullptr && known->density != nullptr) {
        PyErr_Format(PyExc_AttributeError,
                     "mechanism %U of a segment cannot be assigned to: insert it into the section", name);
        return -1;
    }
    return PyObject_GenericSetAttr(self, name, value);
}

PyObject* segment_tp_repr(PyObject* self) {
    if (nrn_section_is_active(section_of(self)) == 0) {
        return PyUnicode_FromString("<segment of deleted section>");
    }
    char* text = nrn_segment_name(section_of(self), place_of(self)->x);
    PyObject* out = text == nullptr ? raise_last() : text_object(text);
    nrn_text_free(text);
    return out;
}

// Places in one segment are equal. Otherwise they are ordered by section, as those are, and along it.
PyObject* segment_tp_richcompare(PyObject* self, PyObject* other, int op) {
    if (Py_TYPE(other) != types().segment) {
        if (op == Py_EQ || op == Py_NE) {
            return PyBool_FromLong(op == Py_NE);
        }
        Py_INCREF(Py_NotImplemented);
        return Py_NotImplemented;
    }
    NrnSection* a = section_of(self);
    NrnSection* b = section_of(other);
    const double ax = place_of(self)->x;
    const double bx = place_of(other)->x;
    const bool equal = (a == b && ax == bx) || (nrn_section_is_active(a) != 0 && nrn_section_is_active(b) != 0 &&
                                                nrn_segment_node(a, ax) == nrn_segment_node(b, bx));
    const bool less = !equal && (a != b ? nrn_section_serial(a) < nrn_section_serial(b) : ax < bx);
    const bool results[] = {less, less || equal, equal, !equal, !less && !equal, !less};
    return PyBool_FromLong(results[op]);
}

Py_hash_t segment_tp_hash(PyObject* self) {
    NrnSection* section = section_of(self);
    if (nrn_section_is_active(section) == 0) {
        return static_cast<Py_hash_t>(reinterpret_cast<size_t>(section) >> 4);
    }
    return static_cast<Py_hash_t>(nrn_segment_node(section, place_of(self)->x) + 1);
}

// The mechanisms in the segment, the last one inserted first.
PyObject* segment_tp_iter(PyObject* self) {
    PyObject* list = check_place(place_of(self)) ? PyList_New(0) : nullptr;
    const std::vector<const NrnDensity*> densities = densities_of(self);
    for (size_t i = 0; list != nullptr && i < densities.size(); ++i) {
        PyObject* mechanism = new_mechanism(place_of(self)->section, place_of(self)->x, densities[i]);
        if (mechanism == nullptr || PyList_Append(list, mechanism) != 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(mechanism);
    }
    PyObject* iterator = list == nullptr ? nullptr : PyObject_GetIter(list);
    Py_XDECREF(list);
    return iterator;
}

bool start_segment(PyObject* module) {
    static const char* const shim[] = {"segment", nullptr};
    static const PyType_Slot more[] = {
        {Py_tp_methods, methods},
        {Py_tp_getset, getset},
        // The quickest ones without the way through the shim.
        {Py_tp_dealloc, reinterpret_cast<void*>(segment_tp_dealloc)},
        {Py_tp_getattro, reinterpret_cast<void*>(segment_tp_getattro)},
        {Py_tp_setattro, reinterpret_cast<void*>(segment_tp_setattro)},
        {Py_tp_doc, const_cast<char*>("Segment(section, x)\n--\n\nA place in a section, as section(x) gives it.")},
        {0, nullptr},
    };
    types().segment = make_type({"nrn.Segment", sizeof(PlaceObject), Py_TPFLAGS_HAVE_GC, shim, more, nullptr});
    return types().segment != nullptr &&
           PyObject_SetAttrString(module, "Segment", reinterpret_cast<PyObject*>(types().segment)) == 0;
}

}  // namespace nrnpy
