// Methods of nrn.Section: names, the tree, mechanisms, the section stack. Those about 3-d points are in
// section_points.cpp.
#include <cstring>
#include <string>

#include "places.hpp"
#include "section_points.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

PyObject* none() {
    Py_INCREF(Py_None);
    return Py_None;
}

PyObject* itself(PyObject* self) {
    Py_INCREF(self);
    return self;
}

// ---- who it is ----

PyObject* name(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    return section == nullptr ? nullptr : text_object(nrn_secname(section));
}

PyObject* hoc_internal_name(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    char* text = section == nullptr ? nullptr : nrn_section_internal_name(section);
    PyObject* out = text == nullptr ? nullptr : text_object(text);
    nrn_text_free(text);
    return out;
}

PyObject* cell(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    if (PyObject* reference = reinterpret_cast<SectionObject*>(self)->cell) {
        return PyObject_CallObject(reference, nullptr);  // the object, or None when it has gone
    }
    NrnObject* owner = nrn_section_cell(section);
    return owner == nullptr ? none() : wrap_object(owner);
}

PyObject* is_pysec(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    return section == nullptr ? nullptr : PyBool_FromLong(nrn_section_is_host(section));
}

PyObject* same(PyObject* self, PyObject* other) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    return PyBool_FromLong(is_section(other) && reinterpret_cast<SectionObject*>(other)->section == section);
}

PyObject* push(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    const int status = nrn_section_push(section);
    return status != NRN_OK ? raise(status) : itself(self);
}

PyObject* allseg(PyObject* self, PyObject*) {
    return living_section(self) == nullptr ? nullptr
                                           : new_segment_iterator(reinterpret_cast<SectionObject*>(self), true);
}

PyObject* psection(PyObject* self, PyObject*) {
    PyObject* make = living_section(self) == nullptr ? nullptr : import_attribute("neuron._api.psection", "describe");
    PyObject* out = make == nullptr ? nullptr : PyObject_CallFunctionObjArgs(make, self, nullptr);
    Py_XDECREF(make);
    return out;
}

// What a notebook shows; Python tells nothing of a deleted section, so that repr() is shown.
PyObject* repr_html(PyObject* self, PyObject*) {
    PyObject* make = import_attribute("neuron._api.notebook", "section_html");
    PyObject* out = make == nullptr ? nullptr : PyObject_CallFunctionObjArgs(make, self, nullptr);
    Py_XDECREF(make);
    return out;
}

// ---- the tree ----

// "connect(parent section or segment, …)": the numbers behind it; false with an exception set.
bool numbers_from(PyObject* args, Py_ssize_t first, double* numbers, Py_ssize_t most) {
    const Py_ssize_t count = PyTuple_Size(args);
    if (count - first > most) {
        PyErr_Format(PyExc_TypeError, "connect() takes at most %zd arguments here (%zd given)", first + most, count);
        return false;
    }
    for (Py_ssize_t i = first; i < count; ++i) {
        numbers[i - first] = PyFloat_AsDouble(PyTuple_GetItem(args, i));
        if (PyErr_Occurred() != nullptr) {
            return false;
        }
    }
    return true;
}

PyObject* connect(PyObject* self, PyObject* args) {
    NrnSection* child = living_section(self);
    if (child == nullptr) {
        return nullptr;
    }
    if (PyTuple_Size(args) == 0) {
        PyErr_SetString(PyExc_TypeError, "connect() takes at least 1 argument: a nrn.Section or nrn.Segment");
        return nullptr;
    }
    PyObject* first = PyTuple_GetItem(args, 0);
    NrnSection* parent = nullptr;
    double numbers[2] = {1.0, 0.0};  // where at the parent, and which end of the child
    if (is_section(first)) {
        parent = living_section(first);
        if (parent == nullptr || !numbers_from(args, 1, numbers, 2)) {
            return nullptr;
        }
    } else if (PyObject_TypeCheck(first, types().segment) != 0) {
        const auto* place = reinterpret_cast<PlaceObject*>(first);
        parent = place->section->section;
        numbers[0] = place->x;
        if (!check_place(place) || !numbers_from(args, 1, numbers + 1, 1)) {
            return nullptr;
        }
    } else {
        PyErr_SetString(PyExc_TypeError, "first arg not a nrn.Section or nrn.Segment");
        return nullptr;
    }
    if (numbers[1] != 0.0 && numbers[1] != 1.0) {
        PyErr_SetString(PyExc_ValueError, "child connection end must be 0 or 1");
        return nullptr;
    }
    const int status = nrn_section_connect(child, numbers[1], parent, numbers[0]);
    return status != NRN_OK ? raise(status) : itself(self);
}

PyObject* disconnect(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    const int status = nrn_section_disconnect(section);
    return status != NRN_OK ? raise(status) : none();
}

PyObject* parent_segment(PyObject* self, NrnSection* (*find)(NrnSection*, double*)) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    double x = 0.0;
    NrnSection* parent = find(section, &x);
    return parent == nullptr ? none() : segment_at(parent, x);
}

PyObject* parentseg(PyObject* self, PyObject*) {
    return parent_segment(self, nrn_section_parent);
}

PyObject* trueparentseg(PyObject* self, PyObject*) {
    return parent_segment(self, nrn_section_trueparent);
}

PyObject* orientation(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    return section == nullptr ? nullptr : PyFloat_FromDouble(nrn_section_orientation(section));
}

int append_section(void* list, NrnSection* section) {
    PyObject* wrapped = wrap_section(section);
    const int status = wrapped == nullptr ? -1 : PyList_Append(static_cast<PyObject*>(list), wrapped);
    Py_XDECREF(wrapped);
    return status;
}

PyObject* collect(PyObject* self, int which) {
    NrnSection* section = living_section(self);
    PyObject* list = section == nullptr ? nullptr : PyList_New(0);
    if (list == nullptr) {
        return nullptr;
    }
    const int status = nrn_section_walk(section, which, append_section, list);
    if (status != NRN_OK) {
        Py_DECREF(list);
        return raise(status);
    }
    return list;
}

PyObject* children(PyObject* self, PyObject*) {
    return collect(self, NRN_CHILDREN);
}

PyObject* subtree(PyObject* self, PyObject*) {
    return collect(self, NRN_SUBTREE);
}

PyObject* wholetree(PyObject* self, PyObject*) {
    return collect(self, NRN_WHOLETREE);
}

// ---- mechanisms ----

// The mechanism of a name; `found` is null where there is none. False with TypeError for what is no text.
bool density_of(PyObject* name, const NrnDensity** found) {
    NrnValue text;
    PyObject* temporary = nullptr;
    if (PyUnicode_Check(name) == 0) {
        PyErr_Format(PyExc_TypeError, "argument 1 must be str: the name of a density mechanism, not %R", name);
        return false;
    }
    if (!to_value(name, &text, &temporary)) {
        return false;
    }
    *found = nrn_density_find(text.as.text.data);
    Py_XDECREF(temporary);
    return true;
}

const NrnDensity* known_density(PyObject* name) {
    const NrnDensity* found = nullptr;
    if (density_of(name, &found) && found == nullptr) {
        PyErr_Format(PyExc_ValueError, "argument not a density mechanism name: '%U'", name);
    }
    return found;
}

// Objects with a method insert (DensityMechanism, rxd's) do it themselves.
PyObject* insert_object(PyObject* self, PyObject* inserter) {
    if (PyType_Check(inserter) || PyObject_HasAttrString(inserter, "insert") == 0) {
        PyErr_SetString(PyExc_TypeError, "insert argument must be either a string or an object with an insert method");
        return nullptr;
    }
    PyObject* done = PyObject_CallMethod(inserter, const_cast<char*>("insert"), const_cast<char*>("O"), self);
    Py_XDECREF(done);
    return done == nullptr ? nullptr : itself(self);
}

PyObject* insert(PyObject* self, PyObject* mechanism) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    if (PyUnicode_Check(mechanism) == 0) {
        return insert_object(self, mechanism);
    }
    const NrnDensity* density = known_density(mechanism);
    if (density == nullptr) {
        return nullptr;
    }
    const int status = nrn_mechanism_insert(section, density);
    return status != NRN_OK ? raise(status) : itself(self);
}

PyObject* uninsert(PyObject* self, PyObject* mechanism) {
    NrnSection* section = living_section(self);
    const NrnDensity* density = section == nullptr ? nullptr : known_density(mechanism);
    if (density == nullptr) {
        return nullptr;
    }
    const int status = nrn_mechanism_uninsert(section, density);
    return status != NRN_OK ? raise(status) : itself(self);
}

PyObject* has_membrane(PyObject* self, PyObject* mechanism) {
    NrnSection* section = living_section(self);
    const NrnDensity* density = nullptr;
    if (section == nullptr || !density_of(mechanism, &density)) {
        return nullptr;
    }
    return PyBool_FromLong(density != nullptr && nrn_section_has(section, density) != 0);
}

PyObject* reduce(PyObject* self, PyObject*) {
    PyErr_Format(PyExc_TypeError, "cannot pickle '%S' object: a section belongs to its process", Py_TYPE(self));
    return nullptr;
}

}  // namespace

PyMethodDef section_methods[] = {
    {"allseg", allseg, METH_NOARGS,
     "allseg($self, /)\n--\n\nIterates over the segments and the places x = 0 and x = 1 at their ends."},
    {"arc3d", arc3d, METH_O, "arc3d($self, i, /)\n--\n\nWhere 3-d point i lies along the section [um]."},
    {"cell", cell, METH_NOARGS, "cell($self, /)\n--\n\nThe object that owns the section, or None."},
    {"children", children, METH_NOARGS, "children($self, /)\n--\n\nThe sections that are connected to this one."},
    {"connect", connect, METH_VARARGS,
     "connect(parent section, parent x=1, child end=0) or connect(parent segment, child end=0)\n\nConnects this "
     "section's end to a parent; returns self."},
    {"diam3d", diam3d, METH_O, "diam3d($self, i, /)\n--\n\nThe diameter of 3-d point i [um]."},
    {"disconnect", disconnect, METH_NOARGS, "disconnect($self, /)\n--\n\nTakes the section away from its parent."},
    {"has_membrane", has_membrane, METH_O,
     "has_membrane($self, name, /)\n--\n\nWhether the density mechanism is in the section."},
    {"hname", name, METH_NOARGS, "hname($self, /)\n--\n\nThe name of the section."},
    {"hoc_internal_name", hoc_internal_name, METH_NOARGS,
     "hoc_internal_name($self, /)\n--\n\nA name by which hoc knows the section whatever it is called."},
    {"insert", insert, METH_O,
     "insert($self, mechanism, /)\n--\n\nInserts a density mechanism in all segments, by its name or an object with a "
     "method insert; returns self."},
    {"is_pysec", is_pysec, METH_NOARGS,
     "is_pysec($self, /)\n--\n\nWhether the section was made by Python and not by hoc."},
    {"n3d", n3d, METH_NOARGS, "n3d($self, /)\n--\n\nThe number of 3-d points."},
    {"name", name, METH_NOARGS, "name($self, /)\n--\n\nThe name of the section."},
    {"orientation", orientation, METH_NOARGS,
     "orientation($self, /)\n--\n\nWhich end is connected to the parent: 0.0 or 1.0."},
    {"parentseg", parentseg, METH_NOARGS,
     "parentseg($self, /)\n--\n\nThe segment that the section is connected to, or None."},
    {"psection", psection, METH_NOARGS, "psection($self, /)\n--\n\nA dict that tells what is in the section."},
    {"pt3dadd", pt3dadd, METH_VARARGS,
     "pt3dadd(x, y, z, diam)\n\nAdds a 3-d point, or points from four sequences, at the end [um]."},
    {"pt3dchange", pt3dchange, METH_VARARGS,
     "pt3dchange(i, x, y, z, diam) or pt3dchange(i, diam)\n\nChanges 3-d point i [um]."},
    {"pt3dclear", pt3dclear, METH_VARARGS,
     "pt3dclear(size=0)\n\nForgets all 3-d points and makes room for so many; returns size."},
    {"pt3dinsert", pt3dinsert, METH_VARARGS, "pt3dinsert(i, x, y, z, diam)\n\nPuts a 3-d point before point i [um]."},
    {"pt3dremove", pt3dremove, METH_O, "pt3dremove($self, i, /)\n--\n\nRemoves 3-d point i."},
    {"pt3dstyle", pt3dstyle, METH_VARARGS,
     "pt3dstyle() or pt3dstyle(0) or pt3dstyle(1, x, y, z)\n\nWhether the section has a logical connection point; 0 "
     "takes it away, 1 sets it."},
    {"push", push, METH_NOARGS,
     "push($self, /)\n--\n\nMakes it the accessed section until h.pop_section(); returns self."},
    {"same", same, METH_O, "same($self, other, /)\n--\n\nWhether other is the same section."},
    {"spine3d", spine3d, METH_O, "spine3d($self, i, /)\n--\n\nWhether 3-d point i stands for a spine."},
    {"subtree", subtree, METH_NOARGS,
     "subtree($self, /)\n--\n\nThis section and all that are connected to it, parents first."},
    {"trueparentseg", trueparentseg, METH_NOARGS,
     "trueparentseg($self, /)\n--\n\nThe place nearer to the root that the section is connected to, or None."},
    {"uninsert", uninsert, METH_O,
     "uninsert($self, name, /)\n--\n\nTakes a density mechanism out of the section; returns self."},
    {"wholetree", wholetree, METH_NOARGS,
     "wholetree($self, /)\n--\n\nAll sections of the tree, each after its parent."},
    {"x3d", x3d, METH_O, "x3d($self, i, /)\n--\n\nThe x coordinate of 3-d point i [um]."},
    {"y3d", y3d, METH_O, "y3d($self, i, /)\n--\n\nThe y coordinate of 3-d point i [um]."},
    {"z3d", z3d, METH_O, "z3d($self, i, /)\n--\n\nThe z coordinate of 3-d point i [um]."},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"_repr_html_", repr_html, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace nrnpy
