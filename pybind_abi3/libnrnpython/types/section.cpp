// nrn.Section: the wrapper of a section. Attributes of the section itself, and range variables as those of its middle,
// come before what a subclass defines; sec(x) is a segment, iteration goes over the segments.
#include <cstddef>
#include <cstring>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {
namespace {

constexpr double kMiddle = 0.5;

SectionObject* wrapper_of(PyObject* self) {
    return reinterpret_cast<SectionObject*>(self);
}

PyObject* deleted() {
    PyErr_SetString(PyExc_ReferenceError, "can't access a deleted section");
    return nullptr;
}

// ---- segments ----

PyObject* segment(PyObject* self, double x) {
    if (living_section(self) == nullptr) {
        return nullptr;
    }
    constexpr double kSlack = 1e-4;  // sums of steps may end so far behind 1
    if (!(x >= 0.0 && x < 1.0 + kSlack)) {
        PyErr_SetString(PyExc_ValueError, "segment position range is 0 <= x <= 1");
        return nullptr;
    }
    return new_segment(wrapper_of(self), x > 1.0 ? 1.0 : x);
}

PyObject* segment_of(PyObject* self, PyObject* position) {
    const double x = PyFloat_AsDouble(position);
    return x == -1.0 && PyErr_Occurred() != nullptr ? nullptr : segment(self, x);
}

PyObject* bad_call() {
    PyErr_SetString(PyExc_TypeError, "a section is called with one number: section(x) is the segment at x");
    return nullptr;
}

PyObject* section_vectorcall(PyObject* self, PyObject* const* args, size_t nargsf, PyObject* names) {
    const size_t count = nargsf & ~NRN_VECTORCALL_OFFSET_BIT;
    if (names == nullptr || PyTuple_Size(names) == 0) {
        return count == 1 ? segment_of(self, args[0]) : count == 0 ? segment(self, kMiddle) : bad_call();
    }
    const bool x =
        count == 0 && PyTuple_Size(names) == 1 && PyUnicode_CompareWithASCIIString(PyTuple_GetItem(names, 0), "x") == 0;
    return x ? segment_of(self, args[0]) : bad_call();
}

// ---- attributes ----

PyObject* read_builtin(NrnSection* section, Builtin builtin) {
    switch (builtin) {
        case Builtin::L:
            return PyFloat_FromDouble(nrn_section_length_get(section));
        case Builtin::Ra:
            return PyFloat_FromDouble(nrn_section_Ra_get(section));
        case Builtin::Nseg:
            return PyLong_FromLong(nrn_nseg_get(section));
        default:
            return PyFloat_FromDouble(nrn_section_rallbranch_get(section));
    }
}

bool whole_number(PyObject* value, long* number) {
    if (value == nullptr) {
        return false;
    }
    PyObject* integer = PyNumber_Index(value);
    if (integer != nullptr) {
        *number = PyLong_AsLong(integer);
        Py_DECREF(integer);
    }
    const bool ok = PyErr_Occurred() == nullptr;
    PyErr_Clear();
    return ok;
}

int write_nseg(NrnSection* section, PyObject* value) {
    long nseg = 0;
    double number = 0.0;
    if (!whole_number(value, &nseg)) {  // 3.0 counts as 3
        if (!number_of(value, &number, "nseg must be an integer in range 1 to 32767")) {
            return -1;
        }
        nseg = number >= 1.0 && number <= 32767.0 && number == static_cast<double>(static_cast<long>(number))
                   ? static_cast<long>(number)
                   : 0;
    }
    const int status = nrn_nseg_set(section, nseg < 1 || nseg > 32767 ? 0 : static_cast<int>(nseg));
    return status == NRN_OK ? 0 : raise_int(status);
}

int write_builtin(NrnSection* section, Builtin builtin, PyObject* value) {
    static const struct {
        Builtin builtin;
        const char* problem;
        int (*set)(NrnSection*, double);
    } rows[] = {
        {Builtin::L, "L must be > 0.", nrn_section_length_set},
        {Builtin::Ra, "Ra must be > 0.", nrn_section_Ra_set},
        {Builtin::Rallbranch, "rallbranch must be > 0", nrn_section_rallbranch_set},
    };
    for (const auto& row : rows) {
        double number = 0.0;
        if (row.builtin == builtin) {
            if (!number_of(value, &number, row.problem)) {
                return -1;
            }
            const int status = row.set(section, number);
            return status == NRN_OK ? 0 : raise_int(status);
        }
    }
    return write_nseg(section, value);
}

bool of_section(Builtin builtin) {
    return builtin != Builtin::None && builtin != Builtin::X && builtin != Builtin::Sec;
}

// Whether a name means a range variable, and the section has it.
bool has_range(NrnSection* section, const Name* known) {
    return known->range != nullptr && !known->reference && nrn_range_exists(section, known->range) != 0;
}

// Whether the exception that is pending is an AttributeError for a range variable of a mechanism.
bool is_missing_range(const Name* known) {
    return known->range != nullptr && !known->reference && PyErr_ExceptionMatches(PyExc_AttributeError) != 0;
}

// Descriptors for help and dir; reading goes through the slot above them.
PyObject* get_builtin(PyObject* self, void* builtin) {
    NrnSection* section = living_section(self);
    return section == nullptr ? nullptr
                              : read_builtin(section, static_cast<Builtin>(reinterpret_cast<size_t>(builtin)));
}

int set_builtin(PyObject* self, PyObject* value, void* builtin) {
    NrnSection* section = living_section(self);
    return section == nullptr ? -1
                              : write_builtin(section, static_cast<Builtin>(reinterpret_cast<size_t>(builtin)), value);
}

void* closure_of(Builtin builtin) {
    return reinterpret_cast<void*>(static_cast<size_t>(builtin));
}

PyGetSetDef getset[] = {
    {const_cast<char*>("L"), get_builtin, set_builtin, const_cast<char*>("Length of the section [um]."),
     closure_of(Builtin::L)},
    {const_cast<char*>("Ra"), get_builtin, set_builtin, const_cast<char*>("Axial resistivity [Ohm cm]."),
     closure_of(Builtin::Ra)},
    {const_cast<char*>("nseg"), get_builtin, set_builtin, const_cast<char*>("Number of segments."),
     closure_of(Builtin::Nseg)},
    {const_cast<char*>("rallbranch"), get_builtin, set_builtin,
     const_cast<char*>("How many equal sections this one stands for."), closure_of(Builtin::Rallbranch)},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

NrnMemberDef object_members[] = {
    {"__vectorcalloffset__", NRN_T_PYSSIZET, offsetof(SectionObject, vectorcall), NRN_READONLY, nullptr},
    {"__weaklistoffset__", NRN_T_PYSSIZET, offsetof(SectionObject, weakrefs), NRN_READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

// ---- construction ----

const char* text_or_null(PyObject* object, PyObject** temporary) {
    NrnValue value;
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "argument 1 must be str, not %s: a section's name is text",
                     object == Py_None ? "None" : "another type");
        return nullptr;
    }
    if (!to_value(object, &value, temporary)) {
        return nullptr;
    }
    if (std::strlen(value.as.text.data) != value.as.text.size) {
        PyErr_SetString(PyExc_ValueError, "embedded null character in a section's name");
        return nullptr;
    }
    return value.as.text.data;
}

// name and cell of Section(name="…", cell=None); false with an exception set.
bool parse_arguments(PyObject* args, PyObject* kwargs, PyObject** name, PyObject** cell) {
    const Py_ssize_t count = PyTuple_Size(args);
    if (count > 2) {
        PyErr_Format(PyExc_TypeError, "Section() takes at most 2 arguments (%zd given)", count);
        return false;
    }
    *name = count > 0 ? PyTuple_GetItem(args, 0) : nullptr;
    *cell = count > 1 ? PyTuple_GetItem(args, 1) : nullptr;
    PyObject* key = nullptr;
    PyObject* value = nullptr;
    for (Py_ssize_t at = 0; kwargs != nullptr && PyDict_Next(kwargs, &at, &key, &value) != 0;) {
        PyObject** target = PyUnicode_CompareWithASCIIString(key, "name") == 0   ? name
                            : PyUnicode_CompareWithASCIIString(key, "cell") == 0 ? cell
                                                                                 : nullptr;
        if (target == nullptr) {
            PyErr_Format(PyExc_TypeError, "'%U' is an invalid keyword argument for Section()", key);
            return false;
        }
        if (*target != nullptr) {
            PyErr_Format(PyExc_TypeError, "Section() got multiple values for argument '%U'", key);
            return false;
        }
        *target = value;
    }
    return true;
}

bool attach_cell(SectionObject* self, PyObject* cell) {
    self->cell = PyWeakref_NewRef(cell, nullptr);
    PyObject* text = self->cell == nullptr ? nullptr : PyObject_Str(cell);
    PyObject* temporary = nullptr;
    const char* name = text == nullptr ? nullptr : text_or_null(text, &temporary);
    if (name != nullptr) {
        nrn_section_set_host(self->section, name);
    }
    Py_XDECREF(temporary);
    Py_XDECREF(text);
    return name != nullptr;
}

// The end of a section tells others, who may run Python: no exception may be pending meanwhile.
void end_section(NrnSection* section) {
    PyObject *kind = nullptr, *error = nullptr, *traceback = nullptr;
    const bool pending = PyErr_Occurred() != nullptr;
    if (pending) {
        PyErr_Fetch(&kind, &error, &traceback);
    }
    nrn_section_end(section);
    if (pending) {
        PyErr_Restore(kind, error, traceback);
    }
}

void let_go(SectionObject* self) {
    NrnSection* section = self->section;
    if (section == nullptr) {
        return;
    }
    self->section = nullptr;
    nrn_section_set_wrapper(section, nullptr);
    if (nrn_section_is_host(section) != 0) {
        end_section(section);
    }
    nrn_section_unref(section);
}

}  // namespace

NrnSection* section_behind(PyObject* self) {
    NrnSection* section = wrapper_of(self)->section;
    if (section == nullptr) {
        PyErr_SetString(PyExc_ReferenceError,
                        "this section was not made: __init__ of its class must call super().__init__()");
    }
    return section;
}

NrnSection* living_section(PyObject* self) {
    NrnSection* section = section_behind(self);
    if (section != nullptr && nrn_section_is_active(section) == 0) {
        deleted();
        return nullptr;
    }
    return section;
}

PyObject* wrap_section(NrnSection* section) {
    auto* known = static_cast<PyObject*>(nrn_section_wrapper(section));
    if (known != nullptr && Py_REFCNT(known) > 0) {
        Py_INCREF(known);
        return known;
    }
    auto* made = reinterpret_cast<SectionObject*>(PyType_GenericAlloc(types().section, 0));
    if (made != nullptr) {
        made->vectorcall = section_vectorcall;
        made->section = section;
        nrn_section_ref(section);
        nrn_section_set_wrapper(section, made);
    }
    return reinterpret_cast<PyObject*>(made);
}

// ---- slots ----

PyObject* section_tp_new(PyTypeObject* type, PyObject*, PyObject*) {
    PyObject* made = PyType_GenericAlloc(type, 0);
    if (made != nullptr) {
        wrapper_of(made)->vectorcall = section_vectorcall;
    }
    return made;
}

int section_tp_init(PyObject* raw, PyObject* args, PyObject* kwargs) {
    SectionObject* self = wrapper_of(raw);
    PyObject* name = nullptr;
    PyObject* cell = nullptr;
    if (!parse_arguments(args, kwargs, &name, &cell)) {
        return -1;
    }
    if (self->section != nullptr) {
        PyErr_SetString(PyExc_TypeError, "this section is made already: __init__ cannot be called again");
        return -1;
    }
    PyObject* temporary = nullptr;
    const char* text = name == nullptr ? nullptr : text_or_null(name, &temporary);
    if (name != nullptr && text == nullptr) {
        return -1;
    }
    self->section = nrn_section_new(text);
    Py_XDECREF(temporary);
    if (self->section == nullptr) {
        raise_last();
        return -1;
    }
    nrn_section_set_host(self->section, nullptr);
    nrn_section_set_wrapper(self->section, self);
    if (cell != nullptr && cell != Py_None && !attach_cell(self, cell)) {
        let_go(self);
        return -1;
    }
    return 0;
}

void section_tp_dealloc(PyObject* raw) {
    SectionObject* self = wrapper_of(raw);
    if (self->weakrefs != nullptr) {
        PyObject_ClearWeakRefs(raw);
    }
    let_go(self);
    Py_XDECREF(self->cell);
    free_instance(raw, section_tp_dealloc);
}

PyObject* section_tp_call(PyObject* self, PyObject* args, PyObject* kwargs) {
    const Py_ssize_t count = PyTuple_Size(args);
    if (kwargs == nullptr || PyDict_Size(kwargs) == 0) {
        return count == 1   ? segment_of(self, PyTuple_GetItem(args, 0))
               : count == 0 ? segment(self, kMiddle)
                            : bad_call();
    }
    PyObject* x = count == 0 && PyDict_Size(kwargs) == 1 ? PyDict_GetItemString(kwargs, "x") : nullptr;
    return x != nullptr ? segment_of(self, x) : bad_call();
}

PyObject* section_tp_getattro(PyObject* self, PyObject* name) {
    const Name* known = find_name(name);
    if (known == nullptr) {
        return PyObject_GenericGetAttr(self, name);
    }
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return nullptr;
    }
    if (of_section(known->builtin)) {
        return read_builtin(section, known->builtin);
    }
    PyObject* own = has_range(section, known) ? nullptr : PyObject_GenericGetAttr(self, name);
    if (own != nullptr || PyErr_Occurred() != nullptr) {
        if (own != nullptr || !is_missing_range(known)) {
            return own;
        }
        PyErr_Clear();  // and tell which mechanism is missing
    }
    return known->array ? read_array(wrapper_of(self), kMiddle, known->range, true)
                        : read_number(wrapper_of(self), kMiddle, known->range);
}

int section_tp_setattro(PyObject* self, PyObject* name, PyObject* value) {
    const Name* known = find_name(name);
    if (known == nullptr) {
        return PyObject_GenericSetAttr(self, name, value);
    }
    NrnSection* section = living_section(self);
    if (section == nullptr) {
        return -1;
    }
    if (of_section(known->builtin)) {
        return write_builtin(section, known->builtin, value);
    }
    if (!has_range(section, known)) {
        const int status = PyObject_GenericSetAttr(self, name, value);
        if (status == 0 || !is_missing_range(known)) {
            return status;
        }
        PyErr_Clear();
    }
    return write_range(wrapper_of(self), kMiddle, known->range, true, value);
}

PyObject* section_tp_repr(PyObject* self) {
    NrnSection* section = wrapper_of(self)->section;
    const bool living = section != nullptr && nrn_section_is_active(section) != 0;
    return living ? text_object(nrn_secname(section)) : PyUnicode_FromString("<deleted section>");
}

// Sections are ordered as they were made.
PyObject* section_tp_richcompare(PyObject* self, PyObject* other, int op) {
    const bool equality = op == Py_EQ || op == Py_NE;
    if (!is_section(other)) {
        if (equality) {
            return PyBool_FromLong(op == Py_NE);
        }
        Py_INCREF(Py_NotImplemented);
        return Py_NotImplemented;
    }
    if (equality) {
        return PyBool_FromLong((wrapper_of(self)->section == wrapper_of(other)->section) == (op == Py_EQ));
    }
    const NrnSection* a = section_behind(self);
    const NrnSection* b = a == nullptr ? nullptr : section_behind(other);
    if (b == nullptr) {
        return nullptr;
    }
    const uint64_t left = nrn_section_serial(a);
    const uint64_t right = nrn_section_serial(b);
    const bool results[] = {left<right, left <= right, left == right, left != right, left> right, left >= right};
    return PyBool_FromLong(results[op]);
}

Py_hash_t section_tp_hash(PyObject* self) {
    const void* identity = wrapper_of(self)->section;
    return static_cast<Py_hash_t>(reinterpret_cast<size_t>(identity == nullptr ? self : identity) >> 4);
}

PyObject* section_tp_iter(PyObject* self) {
    return living_section(self) == nullptr ? nullptr : new_segment_iterator(wrapper_of(self), false);
}

int section_sq_contains(PyObject* self, PyObject* value) {
    return PyObject_TypeCheck(value, types().segment) != 0 &&
                   reinterpret_cast<PlaceObject*>(value)->section->section == wrapper_of(self)->section
               ? 1
               : 0;
}

bool start_section(PyObject* module) {
    static const char* const shim[] = {"section", nullptr};
    const bool fast = runtime().vectorcall_types();
    const PyType_Slot more[] = {
        {Py_tp_methods, section_methods},
        {Py_tp_dealloc, reinterpret_cast<void*>(section_tp_dealloc)},
        {Py_tp_getattro, reinterpret_cast<void*>(section_tp_getattro)},
        {Py_tp_getset, getset},
        {Py_tp_doc, const_cast<char*>("Section(name=None, cell=None)\n--\n\nA new section: an unbranched piece of a "
                                      "neuron.\n\nIt lasts as long as this object. cell is known by a weak "
                                      "reference, and str(cell) goes before the name.")},
        {fast ? Py_tp_members : 0, object_members},
        {0, nullptr},
    };
    types().section = make_type({"nrn.Section", sizeof(SectionObject),
                                 Py_TPFLAGS_BASETYPE | (fast ? NRN_TPFLAGS_HAVE_VECTORCALL : 0), shim, more, nullptr});
    return types().section != nullptr &&
           PyObject_SetAttrString(module, "Section", reinterpret_cast<PyObject*>(types().section)) == 0;
}

}  // namespace nrnpy
