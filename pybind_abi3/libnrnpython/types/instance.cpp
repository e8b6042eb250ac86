// Instances of hoc classes, and the Python type of each class, made from the registry: a method descriptor for
// each method, a property for each value and array, so that dir, help and inspect.signature work.
#include <cstring>
#include <string>
#include <vector>

#include "trampolines.hpp"
#include "types.hpp"

namespace nrnpy {

const char* const kVectorClass = "Vector";

namespace {

PyObject* get_property(PyObject* self, void* closure) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return nullptr;
    }
    NrnValue value;
    const int status = nrn_member_get(object, reinterpret_cast<size_t>(closure), &value);
    return status != NRN_OK ? raise(status) : from_value(&value);
}

int set_property(PyObject* self, PyObject* assigned, void* closure) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return -1;
    }
    if (assigned == nullptr) {
        PyErr_SetString(PyExc_TypeError, "a hoc variable cannot be deleted");
        return -1;
    }
    NrnValue value;
    PyObject* temporary = nullptr;
    if (!to_value(assigned, &value, &temporary)) {
        return -1;
    }
    const int status = nrn_member_set(object, reinterpret_cast<size_t>(closure), &value);
    Py_XDECREF(temporary);
    return status == NRN_OK ? 0 : raise_int(status);
}

PyObject* get_property_ref(PyObject* self, void* closure) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return nullptr;
    }
    NrnRef* ref = nrn_member_ref_new(object, reinterpret_cast<size_t>(closure), 0);
    return ref == nullptr ? raise_last() : wrap_ref(ref);
}

// object._ref_p = reference: what a POINTER points to.
int set_property_ref(PyObject* self, PyObject* given, void* closure) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return -1;
    }
    NrnValue value;
    PyObject* temporary = nullptr;
    if (given == nullptr || !to_value(given, &value, &temporary)) {
        PyErr_SetString(PyExc_TypeError, "a reference to a number was expected, as segment._ref_v");
        return -1;
    }
    int status = NRN_OK;
    const bool fits = value.kind == NRN_REF;
    if (fits) {
        status = nrn_member_point(object, reinterpret_cast<size_t>(closure), value.as.ref);
    } else {
        PyErr_SetString(PyExc_TypeError, "a reference to a number was expected, as segment._ref_v");
    }
    Py_XDECREF(temporary);
    return !fits ? -1 : status == NRN_OK ? 0 : raise_int(status);
}

PyObject* get_array(PyObject* self, void* closure) {
    return object_of(self) == nullptr ? nullptr : member_array(self, reinterpret_cast<size_t>(closure), false);
}

PyObject* get_array_ref(PyObject* self, void* closure) {
    return object_of(self) == nullptr ? nullptr : member_array(self, reinterpret_cast<size_t>(closure), true);
}

int refuse_array(PyObject* self, PyObject*, void* closure) {
    NrnObject* object = object_of(self);
    if (object != nullptr) {
        NrnMember member;
        nrn_class_member(nrn_object_class(object), reinterpret_cast<size_t>(closure), &member);
        PyErr_Format(PyExc_TypeError, "'%s' requires subscript for assignment", member.name);
    }
    return -1;
}

// ---- methods that every instance has ----

PyObject* hname(PyObject* self, PyObject*) {
    NrnObject* object = object_of(self);
    return object == nullptr ? nullptr
                             : PyUnicode_FromFormat("%s[%zu]", nrn_class_name(object), nrn_object_index(object));
}

PyObject* hocobjptr(PyObject* self, PyObject*) {
    NrnObject* object = object_of(self);
    return object == nullptr ? nullptr : PyLong_FromVoidPtr(object);
}

PyObject* same(PyObject* self, PyObject* other) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return nullptr;
    }
    return PyBool_FromLong(is_instance(other) && reinterpret_cast<Instance*>(other)->object == object);
}

PyObject* baseattr(PyObject* self, PyObject* name) {
    NrnObject* object = object_of(self);
    PyTypeObject* type = object == nullptr ? nullptr : type_of_class(nrn_object_class(object));
    if (type == nullptr) {
        return nullptr;
    }
    PyObject* descriptor = PyObject_GetAttr(reinterpret_cast<PyObject*>(type), name);
    if (descriptor == nullptr) {
        return nullptr;
    }
    PyObject* bound =
        PyObject_CallMethod(descriptor, const_cast<char*>("__get__"), const_cast<char*>("OO"), self, type);
    Py_DECREF(descriptor);
    return bound;
}

PyObject* reduce(PyObject*, PyObject*) {
    PyErr_SetString(PyExc_TypeError, "HocObject: Only Vector instance can be pickled");
    return nullptr;
}

// ---- aliases: names that StringFunctions.alias gave to one object ----

// The name as text; false, with an exception set, when it is none.
bool text_of(PyObject* name, std::string* text) {
    NrnValue value;
    PyObject* temporary = nullptr;
    if (PyUnicode_Check(name) == 0) {
        PyErr_SetString(PyExc_TypeError, "attribute name must be a str");
        return false;
    }
    if (!to_value(name, &value, &temporary)) {
        return false;
    }
    text->assign(value.as.text.data, value.as.text.size);
    Py_XDECREF(temporary);
    return true;
}

bool find_alias(PyObject* self, const char* name, NrnValue* value) {
    const NrnObject* object = reinterpret_cast<Instance*>(self)->object;
    return object != nullptr && nrn_object_alias(object, name, value) != 0;
}

// __getattr__: Python asks it where the class has no attribute of the name.
PyObject* alias_attribute(PyObject* self, PyObject* name) {
    std::string text;
    if (!text_of(name, &text)) {
        return nullptr;
    }
    NrnValue value;
    if (text.rfind("_ref_", 0) == 0 && find_alias(self, text.c_str() + 5, &value)) {
        if (value.kind == NRN_REF) {
            return from_value(&value);
        }
        nrn_value_clear(&value);
    } else if (find_alias(self, text.c_str(), &value)) {
        if (value.kind != NRN_REF) {
            return from_value(&value);
        }
        NrnValue variable;
        const int status = nrn_ref_get(value.as.ref, &variable);
        nrn_value_clear(&value);
        return status != NRN_OK ? raise(status) : from_value(&variable);
    }
    PyErr_Format(PyExc_AttributeError, "'%s' object has no attribute '%U'",
                 nrn_class_title(class_of_type(Py_TYPE(self))), name);
    return nullptr;
}

// 1 when the name is no alias of the object.
int set_alias_attribute(PyObject* self, PyObject* name, PyObject* assigned) {
    std::string text;
    if (!text_of(name, &text)) {
        return -1;
    }
    NrnValue target;
    if (!find_alias(self, text.c_str(), &target)) {
        return 1;
    }
    NrnValue value;
    PyObject* temporary = nullptr;
    int result = -1;
    if (target.kind != NRN_REF) {
        PyErr_Format(PyExc_TypeError, "'%U' is the alias of an object and cannot be assigned to", name);
    } else if (to_value(assigned, &value, &temporary)) {
        const int status = nrn_ref_set(target.as.ref, &value);
        Py_XDECREF(temporary);
        result = status == NRN_OK ? 0 : raise_int(status);
    }
    nrn_value_clear(&target);
    return result;
}

PyMethodDef alias_method = {"__getattr__", alias_attribute, METH_O, nullptr};

const PyMethodDef common_methods[] = {
    {"hname", hname, METH_NOARGS, "hname($self, /)\n--\n\nThe object's hoc name, as \"Vector[0]\"."},
    {"hocobjptr", hocobjptr, METH_NOARGS, "hocobjptr($self, /)\n--\n\nThe address of the hoc object, as an int."},
    {"same", same, METH_O, "same($self, other, /)\n--\n\nWhether other is the same hoc object."},
    {"baseattr", baseattr, METH_O,
     "baseattr($self, name, /)\n--\n\nThe attribute as the hoc class defines it, even where a subclass overrides it."},
};
const PyMethodDef reduce_method = {"__reduce__", reduce, METH_NOARGS, nullptr};

// ---- a type from the registry ----

// The tables of a type; they live as long as the type, that is for ever.
struct TypeTables {
    std::vector<PyMethodDef> methods;
    std::vector<PyGetSetDef> getset;
    std::vector<std::string*> texts;

    const char* keep(std::string text) {
        texts.push_back(new std::string(std::move(text)));
        return texts.back()->c_str();
    }
};

// "fill(value, start=None)\n--\n\n<call forms>\n\n<doc>": what inspect and help read.
std::string documented(const NrnClass* klass, int member, const char* name, const char* forms, const char* doc) {
    char* signature = nrn_class_signature(klass, member);
    std::string text = std::string(name) + (signature != nullptr ? signature : "()") + "\n--\n\n";
    nrn_text_free(signature);
    if (std::strchr(forms, ';') != nullptr) {
        text += std::string("Call forms: ") + forms + "\n\n";
    }
    return text + doc;
}

PyCFunction trampoline(size_t member, bool fast) {
    if (fast) {
        static const auto table = fast_trampolines(std::make_index_sequence<kMostMembers>{});
        return table[member];
    }
    static const auto table = varargs_trampolines(std::make_index_sequence<kMostMembers>{});
    return table[member];
}

// Methods beyond the trampolines, which only a template can have: reading one makes a function whose self is the
// tuple (instance, ordinal).
PyObject* call_bound(PyObject* bound, PyObject* args, PyObject* kwargs) {
    NrnObject* object = object_of(PyTuple_GetItem(bound, 0));
    const auto member = static_cast<size_t>(PyLong_AsLong(PyTuple_GetItem(bound, 1)));
    if (object == nullptr) {
        return nullptr;
    }
    const Arguments arguments(nrn_object_class(object), static_cast<int>(member), nullptr, args, kwargs);
    return call_member(object, member, arguments);
}

struct LateMethod {
    PyMethodDef def;
    size_t member;
};

PyObject* get_late_method(PyObject* self, void* closure) {
    auto* late = static_cast<LateMethod*>(closure);
    PyObject* bound = Py_BuildValue("(On)", self, static_cast<Py_ssize_t>(late->member));
    PyObject* function = bound == nullptr ? nullptr : PyCFunction_NewEx(&late->def, bound, nullptr);
    Py_XDECREF(bound);
    return function;
}

void add_late_method(TypeTables& tables, const NrnMember& member, size_t i, const char* doc) {
    void (*call)() = reinterpret_cast<void (*)()>(call_bound);
    auto* late = new LateMethod{{member.name, reinterpret_cast<PyCFunction>(call), METH_VARARGS | METH_KEYWORDS, doc},
                                i};  // as the type
    tables.getset.push_back({const_cast<char*>(member.name), get_late_method, nullptr, const_cast<char*>(doc), late});
}

void add_member(TypeTables& tables, const NrnClass* klass, size_t i) {
    NrnMember member;
    nrn_class_member(klass, i, &member);
    void* closure = reinterpret_cast<void*>(i);
    if (member.kind == NRN_METHOD) {
        const char* doc = tables.keep(documented(klass, static_cast<int>(i), member.name, member.forms, member.doc));
        if (i >= kMostMembers) {
            add_late_method(tables, member, i, doc);
            return;
        }
        const bool fast = runtime().fastcall() && nrn_class_as_is(klass, static_cast<int>(i)) == 0;
        const int flags = (fast ? NRN_METH_FASTCALL : METH_VARARGS) | METH_KEYWORDS;
        tables.methods.push_back({member.name, trampoline(i, fast), flags, doc});
        return;
    }
    std::string doc = member.doc;
    if (*member.units != '\0') {
        doc += std::string(" [") + member.units + "]";
    }
    const char* text = tables.keep(doc);
    const bool array = member.kind == NRN_ARRAY;
    const char* ref_name = tables.keep(std::string("_ref_") + member.name);
    tables.getset.push_back({const_cast<char*>(member.name), array ? get_array : get_property,
                             array ? refuse_array : set_property, const_cast<char*>(text), closure});
    tables.getset.push_back({const_cast<char*>(ref_name), array ? get_array_ref : get_property_ref,
                             array ? nullptr : set_property_ref, const_cast<char*>("References to the value."),
                             closure});
}

TypeTables* collect(const NrnClass* klass, bool vector) {
    auto* tables = new TypeTables;
    for (size_t i = 0; i < nrn_class_member_count(klass); ++i) {
        add_member(*tables, klass, i);
    }
    tables->methods.insert(tables->methods.end(), std::begin(common_methods), std::end(common_methods));
    if (vector) {
        for (const PyMethodDef* method = vector_methods; method->ml_name != nullptr; ++method) {
            tables->methods.push_back(*method);
        }
        for (const PyGetSetDef* entry = vector_getset; entry->name != nullptr; ++entry) {
            tables->getset.push_back(*entry);
        }
    } else {
        tables->methods.push_back(reduce_method);
    }
    tables->methods.push_back({nullptr, nullptr, 0, nullptr});
    tables->getset.push_back({nullptr, nullptr, nullptr, nullptr, nullptr});
    return tables;
}

// The arguments that a subclass's own __init__ takes may be more than the hoc class does: the longest beginning
// that the hoc class accepts makes the object.
NrnObject* create_for_subclass(NrnClass* klass, PyObject* args) {
    for (Py_ssize_t n = PyTuple_Size(args); n >= 0; --n) {
        PyObject* part = PyTuple_GetSlice(args, 0, n);
        if (part == nullptr) {
            return nullptr;
        }
        NrnObject* made = nullptr;
        {
            const Arguments arguments(klass, -1, nullptr, part, nullptr);
            const int status =
                !arguments.ok() ? NRN_ERR_HOST : nrn_class_create(klass, arguments.values(), arguments.count(), &made);
            if (status != NRN_OK && (status != NRN_ERR_TYPE || n == 0)) {
                raise(status);
            }
        }
        Py_DECREF(part);
        if (made != nullptr || PyErr_Occurred() != nullptr) {
            return made;
        }
    }
    return nullptr;
}

// Whether the type has an __init__ of its own, written in Python.
bool overrides_init(PyTypeObject* type, PyTypeObject* base) {
    PyObject* own = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__init__");
    PyObject* ours = PyObject_GetAttrString(reinterpret_cast<PyObject*>(base), "__init__");
    const bool other = own != ours;
    Py_XDECREF(own);
    Py_XDECREF(ours);
    PyErr_Clear();
    return other;
}

NrnObject* create(NrnClass* klass, PyObject* args, PyObject* kwargs) {
    const Arguments arguments(klass, -1, nullptr, args, kwargs);
    if (!arguments.ok()) {
        return nullptr;
    }
    NrnObject* made = nullptr;
    const int status = nrn_class_create(klass, arguments.values(), arguments.count(), &made);
    if (status != NRN_OK) {
        raise(status);
    }
    return made;
}

}  // namespace

// ---- slots ----

PyObject* instance_tp_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    NrnClass* klass = class_of_type(type);
    if (klass == nullptr) {
        PyErr_SetString(PyExc_TypeError, "this type belongs to no hoc class");
        return nullptr;
    }
    auto* base = static_cast<PyTypeObject*>(nrn_class_host(klass));
    NrnObject* object =
        type != base && overrides_init(type, base) ? create_for_subclass(klass, args) : create(klass, args, kwargs);
    if (object == nullptr) {
        return nullptr;
    }
    auto* made = reinterpret_cast<Instance*>(PyType_GenericAlloc(type, 0));
    if (made == nullptr) {
        nrn_object_unref(object);
        return nullptr;
    }
    made->object = object;
    nrn_object_set_wrapper(object, made);
    return reinterpret_cast<PyObject*>(made);
}

// The object is complete after tp_new. A subclass that calls super().__init__ with other arguments gives a
// Vector new contents; for other classes the arguments of the construction stand.
int instance_tp_init(PyObject* self, PyObject* args, PyObject* kwargs) {
    NrnClass* klass = class_of_type(Py_TYPE(self));
    auto* base = klass == nullptr ? nullptr : static_cast<PyTypeObject*>(nrn_class_host(klass));
    NrnObject* vector = vector_of(self);
    if (vector == nullptr || Py_TYPE(self) == base || PyTuple_Size(args) == 0 || !overrides_init(Py_TYPE(self), base)) {
        return 0;
    }
    NrnObject* fresh = create(klass, args, kwargs);
    if (fresh == nullptr) {
        return -1;
    }
    const int status = nrn_vector_assign(vector, nrn_vector_view(fresh), nrn_vector_size(fresh));
    nrn_object_unref(fresh);
    return status == NRN_OK ? 0 : raise_int(status);
}

namespace {

// The end of an object of a template runs hoc, and perhaps Python, which must not meet an exception on its way out.
void unref_object(NrnObject* object) {
    if (PyErr_Occurred() == nullptr) {
        nrn_object_unref(object);
        return;
    }
    PyObject *kind = nullptr, *error = nullptr, *traceback = nullptr;
    PyErr_Fetch(&kind, &error, &traceback);
    nrn_object_unref(object);
    PyErr_Restore(kind, error, traceback);
}

}  // namespace

void instance_tp_dealloc(PyObject* self) {
    auto* instance = reinterpret_cast<Instance*>(self);
    if (instance->object != nullptr) {
        if (nrn_object_wrapper(instance->object) == self) {
            nrn_object_set_wrapper(instance->object, nullptr);
        }
        unref_object(instance->object);
    }
    free_instance(self, instance_tp_dealloc);
}

// An unknown name is an AttributeError, and for NEURON's scripts a LookupError too.
int instance_tp_setattro(PyObject* self, PyObject* name, PyObject* value) {
    if (PyObject_GenericSetAttr(self, name, value) == 0) {
        return 0;
    }
    if (value == nullptr || PyErr_ExceptionMatches(PyExc_AttributeError) == 0) {
        return -1;
    }
    PyObject *kind = nullptr, *error = nullptr, *traceback = nullptr;
    PyErr_Fetch(&kind, &error, &traceback);  // PyObject_HasAttr takes pending exceptions away
    if (PyObject_HasAttr(reinterpret_cast<PyObject*>(Py_TYPE(self)), name) != 0) {
        PyErr_Restore(kind, error, traceback);
        return -1;
    }
    Py_XDECREF(kind);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
    const int status = set_alias_attribute(self, name, value);
    if (status == 1) {
        raise_unknown_name(name);
    }
    return status == 0 ? 0 : -1;
}

PyObject* instance_tp_repr(PyObject* self) {
    return hname(self, nullptr);
}

PyObject* instance_tp_richcompare(PyObject* self, PyObject* other, int op) {
    if (op != Py_EQ && op != Py_NE) {
        Py_INCREF(Py_NotImplemented);
        return Py_NotImplemented;
    }
    const bool equal = is_instance(other) && is_instance(self) &&
                       reinterpret_cast<Instance*>(other)->object == reinterpret_cast<Instance*>(self)->object;
    return PyBool_FromLong(equal == (op == Py_EQ));
}

Py_hash_t instance_tp_hash(PyObject* self) {
    return static_cast<Py_hash_t>(reinterpret_cast<size_t>(reinterpret_cast<Instance*>(self)->object) >> 4);
}

// ---- types and classes ----

namespace {

// Our own types live for ever, so their addresses may be remembered; those of subclasses may not.
struct KnownType {
    PyTypeObject* type;
    NrnClass* klass;
};
std::vector<KnownType> known_types;
KnownType last_found = {nullptr, nullptr};

NrnClass* class_of_own_type(PyTypeObject* type) {
    if (last_found.type == type) {
        return last_found.klass;
    }
    for (const KnownType& known : known_types) {
        if (known.type == type) {
            last_found = known;
            return known.klass;
        }
    }
    return nullptr;
}

NrnClass* class_of_subclass(PyTypeObject* type) {
    PyObject* order = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), "__mro__");
    NrnClass* found = nullptr;
    for (Py_ssize_t i = 1; order != nullptr && found == nullptr && i < PyTuple_Size(order); ++i) {
        found = class_of_own_type(reinterpret_cast<PyTypeObject*>(PyTuple_GetItem(order, i)));
    }
    Py_XDECREF(order);
    PyErr_Clear();
    return found;
}

}  // namespace

NrnClass* class_of_type(PyTypeObject* type) {
    NrnClass* found = class_of_own_type(type);
    return found != nullptr ? found : class_of_subclass(type);
}

namespace {

// The slots of a class's instances: those of every instance, and of the few classes that Python sees as sequences.
const char* const* slots_of_class(const char* title) {
    static const char* const instance_only[] = {"instance", nullptr};
    static const char* const with_vector[] = {"instance", "vector", nullptr};
    static const char* const with_list[] = {"instance", "list", nullptr};
    static const char* const with_sections[] = {"instance", "section_list", nullptr};
    static const struct {
        const char* title;
        const char* const* slots;
    } sequences[] = {{kVectorClass, with_vector}, {"List", with_list}, {"SectionList", with_sections}};
    for (const auto& row : sequences) {
        if (std::strcmp(title, row.title) == 0) {
            return row.slots;
        }
    }
    return instance_only;
}

}  // namespace

PyTypeObject* make_class_type(NrnClass* klass) {
    const char* title = nrn_class_title(klass);
    const bool vector = std::strcmp(title, kVectorClass) == 0;
    TypeTables* tables = collect(klass, vector);
    const char* doc = tables->keep(documented(klass, -1, title, nrn_class_forms(klass), nrn_class_doc(klass)));
    const PyType_Slot more[] = {
        {Py_tp_methods, tables->methods.data()},
        {Py_tp_getset, tables->getset.data()},
        {Py_tp_doc, const_cast<char*>(doc)},
        {vector && runtime().buffer_slots() ? NRN_SLOT_BF_GETBUFFER : 0, reinterpret_cast<void*>(vector_get_buffer)},
        {NRN_SLOT_BF_RELEASEBUFFER, reinterpret_cast<void*>(vector_release_buffer)},
        {0, nullptr},
    };
    const char* name = tables->keep(std::string("hoc.") + title);
    PyTypeObject* type =
        make_type({name, sizeof(Instance), Py_TPFLAGS_BASETYPE, slots_of_class(title), more, types().hoc_object});
    if (type == nullptr) {
        return nullptr;
    }
    // PyType_FromSpec cannot be told the metaclass before 3.12. HocClass adds no field to `type`, so the layout
    // is that of a type object already; these types live for ever.
    Py_INCREF(reinterpret_cast<PyObject*>(types().hoc_class));
    reinterpret_cast<PyObject*>(type)->ob_type = types().hoc_class;
    nrn_class_set_host(klass, type);
    known_types.push_back({type, klass});
    return type;
}

PyTypeObject* type_of_class(NrnClass* klass) {
    auto* known = static_cast<PyTypeObject*>(nrn_class_host(klass));
    if (known == nullptr && nrn_class_is_open(klass) != 0) {
        PyErr_Format(PyExc_TypeError, "template %s has no members yet: its text is not complete",
                     nrn_class_title(klass));
        return nullptr;
    }
    return known != nullptr ? known : make_class_type(klass);
}

// Only a class of which an object has aliases gets a __getattr__, so that attributes of the others stay as fast as
// Python makes them.
int class_aliased(NrnClass* klass) {
    PyTypeObject* type = type_of_class(klass);
    if (type == nullptr) {
        return -1;
    }
    auto* target = reinterpret_cast<PyObject*>(type);
    if (PyObject_HasAttrString(target, alias_method.ml_name) != 0) {
        return 0;
    }
    PyObject* method = PyDescr_NewMethod(type, &alias_method);
    const int status = method == nullptr ? -1 : PyObject_SetAttrString(target, alias_method.ml_name, method);
    Py_XDECREF(method);
    return status;
}

int class_member_added(NrnClass* klass, size_t member) {
    auto* type = static_cast<PyTypeObject*>(nrn_class_host(klass));
    if (type == nullptr) {
        return 0;  // it will have the method when it is made
    }
    auto* tables = new TypeTables;  // for as long as the type, that is for ever
    add_member(*tables, klass, member);
    PyObject* made = !tables->methods.empty() ? PyDescr_NewMethod(type, &tables->methods[0])
                                              : PyDescr_NewGetSet(type, &tables->getset[0]);
    NrnMember added;
    nrn_class_member(klass, member, &added);
    const int status =
        made == nullptr ? -1 : PyObject_SetAttrString(reinterpret_cast<PyObject*>(type), added.name, made);
    Py_XDECREF(made);
    return status;
}

bool is_instance(PyObject* object) {
    return class_of_own_type(Py_TYPE(object)) != nullptr ||
           (PyObject_TypeCheck(object, types().hoc_object) != 0 && class_of_subclass(Py_TYPE(object)) != nullptr);
}

NrnObject* object_of(PyObject* self) {
    NrnObject* object = reinterpret_cast<Instance*>(self)->object;
    if (object == nullptr) {
        PyErr_SetString(PyExc_ReferenceError, "this hoc object was not constructed");
    }
    return object;
}

NrnObject* vector_of(PyObject* object) {
    static NrnClass* const vector_class = nrn_symbol_class(nrn_symbol(kVectorClass));
    const auto* vector_type = static_cast<PyTypeObject*>(nrn_class_host(vector_class));
    if (Py_TYPE(object) != vector_type &&
        (vector_type == nullptr || PyObject_TypeCheck(object, const_cast<PyTypeObject*>(vector_type)) == 0)) {
        return nullptr;
    }
    return reinterpret_cast<Instance*>(object)->object;
}

}  // namespace nrnpy
