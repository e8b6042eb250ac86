#include "section_points.hpp"

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

// The fields of a point as nrn_pt3d_get gives them.
enum Field { kX, kY, kZ, kDiam, kArc, kSpine, kFields };

PyObject* none_or_raise(int status) {
    if (status != NRN_OK) {
        return raise(status);
    }
    Py_INCREF(Py_None);
    return Py_None;
}

bool index_of(PyObject* object, long* i) {
    PyObject* integer = PyNumber_Index(object);
    if (integer == nullptr) {
        return false;
    }
    *i = PyLong_AsLong(integer);
    Py_DECREF(integer);
    return *i != -1 || PyErr_Occurred() == nullptr;
}

bool point(PyObject* self, PyObject* index, double* fields) {
    NrnSection* section = living_section(self);
    long i = 0;
    if (section == nullptr || !index_of(index, &i)) {
        return false;
    }
    const int status = nrn_pt3d_get(section, i, fields);
    if (status != NRN_OK) {
        raise(status);
    }
    return status == NRN_OK;
}

PyObject* field(PyObject* self, PyObject* index, Field which) {
    double fields[kFields];
    return point(self, index, fields) ? PyFloat_FromDouble(fields[which]) : nullptr;
}

// `count` numbers of the arguments from `first` on.
bool numbers(PyObject* args, Py_ssize_t first, Py_ssize_t count, double* out, const char* function) {
    if (PyTuple_Size(args) != first + count) {
        PyErr_Format(PyExc_TypeError, "%s() takes exactly %zd arguments (%zd given)", function, first + count,
                     PyTuple_Size(args));
        return false;
    }
    for (Py_ssize_t i = 0; i < count; ++i) {
        out[i] = PyFloat_AsDouble(PyTuple_GetItem(args, first + i));
        if (out[i] == -1.0 && PyErr_Occurred() != nullptr) {
            return false;
        }
    }
    return true;
}

// Four sequences of one length: x, y, z, diam. All are read before a point is added.
struct Columns {
    double* data[4] = {nullptr, nullptr, nullptr, nullptr};
    size_t size[4] = {0, 0, 0, 0};
    size_t filling = 0;

    ~Columns() {
        for (double* column : data) {
            PyMem_Free(column);
        }
    }
    static double* place(void* sink, size_t n) {
        auto* columns = static_cast<Columns*>(sink);
        auto* room = static_cast<double*>(PyMem_Malloc((n + 1) * sizeof(double)));
        columns->data[columns->filling] = room;
        columns->size[columns->filling] = n;
        return room;
    }
    bool read(PyObject* args) {
        for (filling = 0; filling < 4; ++filling) {
            if (numbers_of(PyTuple_GetItem(args, static_cast<Py_ssize_t>(filling)), place, this) != 0) {
                return false;
            }
        }
        if (size[0] == size[1] && size[0] == size[2] && size[0] == size[3]) {
            return true;
        }
        PyErr_SetString(PyExc_ValueError, "pt3dadd(): the four sequences must have the same length");
        return false;
    }
};

PyObject* add_sequences(NrnSection* section, PyObject* args) {
    Columns columns;
    if (!columns.read(args)) {
        return nullptr;
    }
    int status = NRN_OK;
    for (size_t i = 0; status == NRN_OK && i < columns.size[0]; ++i) {
        status = nrn_pt3d_add(section, columns.data[0][i], columns.data[1][i], columns.data[2][i], columns.data[3][i]);
    }
    return none_or_raise(status);
}

}  // namespace

PyObject* n3d(PyObject* self, PyObject*) {
    NrnSection* section = living_section(self);
    return section == nullptr ? nullptr : PyLong_FromSize_t(nrn_pt3d_count(section));
}

PyObject* x3d(PyObject* self, PyObject* i) {
    return field(self, i, kX);
}

PyObject* y3d(PyObject* self, PyObject* i) {
    return field(self, i, kY);
}

PyObject* z3d(PyObject* self, PyObject* i) {
    return field(self, i, kZ);
}

PyObject* diam3d(PyObject* self, PyObject* i) {
    return field(self, i, kDiam);
}

PyObject* arc3d(PyObject* self, PyObject* i) {
    return field(self, i, kArc);
}

PyObject* spine3d(PyObject* self, PyObject* i) {
    double fields[kFields];
    return point(self, i, fields) ? PyBool_FromLong(fields[kSpine] != 0.0) : nullptr;
}

PyObject* pt3dadd(PyObject* self, PyObject* args) {
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    if (PyTuple_Size(args) == 4 && PyNumber_Check(PyTuple_GetItem(args, 0)) == 0 &&
        PyUnicode_Check(PyTuple_GetItem(args, 0)) == 0) {
        return add_sequences(section, args);
    }
    double p[4];
    return numbers(args, 0, 4, p, "pt3dadd") ? none_or_raise(nrn_pt3d_add(section, p[0], p[1], p[2], p[3])) : nullptr;
}

PyObject* pt3dinsert(PyObject* self, PyObject* args) {
    NrnSection* section = living_section(self);
    double p[4];
    long i = 0;
    if (section == nullptr || !numbers(args, 1, 4, p, "pt3dinsert") || !index_of(PyTuple_GetItem(args, 0), &i)) {
        return nullptr;
    }
    return none_or_raise(nrn_pt3d_insert(section, i, p[0], p[1], p[2], p[3]));
}

PyObject* pt3dchange(PyObject* self, PyObject* args) {
    NrnSection* section = living_section(self);
    double p[4];
    long i = 0;
    const bool diam_only = PyTuple_Size(args) == 2;
    if (section == nullptr || !numbers(args, 1, diam_only ? 1 : 4, p, "pt3dchange") ||
        !index_of(PyTuple_GetItem(args, 0), &i)) {
        return nullptr;
    }
    return none_or_raise(diam_only ? nrn_pt3d_change_diam(section, i, p[0])
                                   : nrn_pt3d_change(section, i, p[0], p[1], p[2], p[3]));
}

PyObject* pt3dclear(PyObject* self, PyObject* args) {
    NrnSection* section = living_section(self);
    long room = 0;
    if (PyTuple_Size(args) > 1) {
        PyErr_Format(PyExc_TypeError, "pt3dclear() takes at most 1 argument (%zd given)", PyTuple_Size(args));
        return nullptr;
    }
    if (section == nullptr || (PyTuple_Size(args) > 0 && !index_of(PyTuple_GetItem(args, 0), &room))) {
        return nullptr;
    }
    if (room < 0) {
        PyErr_SetString(PyExc_IndexError, "Arg out of range: pt3dclear() makes room for 0 or more points");
        return nullptr;
    }
    const int status = nrn_pt3d_clear(section, static_cast<size_t>(room));
    return status != NRN_OK ? raise(status) : PyLong_FromLong(room);
}

PyObject* pt3dremove(PyObject* self, PyObject* index) {
    NrnSection* section = living_section(self);
    long i = 0;
    return section == nullptr || !index_of(index, &i) ? nullptr : none_or_raise(nrn_pt3d_remove(section, i));
}

PyObject* pt3dstyle(PyObject* self, PyObject* args) {
    NrnSection* section = living_section(self);
    const Py_ssize_t count = PyTuple_Size(args);
    long style = 0;
    double p[3] = {0.0, 0.0, 0.0};
    if (section == nullptr || (count > 0 && !index_of(PyTuple_GetItem(args, 0), &style)) ||
        (count > 1 && !numbers(args, 1, 3, p, "pt3dstyle"))) {
        return nullptr;
    }
    if (count == 1 && style != 0) {
        PyErr_SetString(PyExc_AttributeError, "If exactly one argument, it must be 0.");
        return nullptr;
    }
    int is_set = 0;
    const int status = count == 0 ? NRN_OK : nrn_pt3d_style_set(section, style != 0 ? 1 : 0, p);
    if (status == NRN_OK) {
        is_set = nrn_pt3d_style(section);
    }
    return status != NRN_OK ? raise(status) : PyBool_FromLong(is_set);
}

}  // namespace nrnpy
