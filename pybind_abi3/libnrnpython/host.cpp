#include "host.hpp"

#include <cstring>
#include <string>
#include <vector>

#include "convert.hpp"
#include "errors.hpp"
#include "types/types.hpp"

namespace nrnpy {
namespace {

PyObject* as_python(void* object) {
    return static_cast<PyObject*>(object);
}

void retain(void* object) {
    Py_INCREF(as_python(object));
}

void release(void* object) {
    if (runtime().is_finalizing != nullptr && runtime().is_finalizing() != 0) {
        return;  // the interpreter takes its objects with it
    }
    const PyGILState_STATE state = PyGILState_Ensure();
    Py_DECREF(as_python(object));
    PyGILState_Release(state);
}

const char* type_name(void* object) {
    static std::string name;  // until the next call
    PyObject* text = PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(as_python(object))), "__name__");
    NrnValue value;
    PyObject* temporary = nullptr;
    name = text != nullptr && to_value(text, &value, &temporary) ? std::string(value.as.text.data, value.as.text.size)
                                                                 : std::string("object");
    Py_XDECREF(temporary);
    Py_XDECREF(text);
    PyErr_Clear();
    return name.c_str();
}

int callable(void* object) {
    return PyCallable_Check(as_python(object));
}

}  // namespace

// A copy of a value that from_value may consume.
PyObject* borrowed_to_python(const NrnValue* value) {
    NrnValue copy = *value;
    if (copy.kind == NRN_OBJECT && copy.as.object != nullptr) {
        return wrap_object(copy.as.object);
    }
    if (copy.kind == NRN_HOST_OBJECT) {
        Py_INCREF(as_python(copy.as.host.object));
        return as_python(copy.as.host.object);
    }
    if (copy.kind == NRN_TEXT) {
        return PyUnicode_DecodeUTF8(copy.as.text.data, static_cast<Py_ssize_t>(copy.as.text.size), "replace");
    }
    if (copy.kind == NRN_REF) {
        nrn_ref_ref(copy.as.ref);  // the wrapper takes a reference over
    }
    if (copy.kind == NRN_SECTION || copy.kind == NRN_SEGMENT) {
        nrn_section_ref(copy.as.place.section);
        copy.owned = 1;
    }
    return from_value(&copy);
}

void give_as_is(PyObject* object, NrnValue* result) {
    result->kind = NRN_HOST_OBJECT;
    result->owned = 1;
    result->as.host.object = object;
    result->as.host.counts = host_counts();
}

namespace {

// A value that owns what it names, from a Python object.
bool owned_value(PyObject* object, NrnValue* value) {
    PyObject* temporary = nullptr;
    if (!to_value(object, value, &temporary)) {
        return false;
    }
    switch (value->kind) {
        case NRN_OBJECT:
            if (value->as.object != nullptr) {
                nrn_object_ref(value->as.object);
                value->owned = 1;
            }
            break;
        case NRN_TEXT: {
            const NrnValue borrowed = *value;
            if (nrn_value_text(borrowed.as.text.data, borrowed.as.text.size, value) != NRN_OK) {
                PyErr_NoMemory();
                Py_XDECREF(temporary);
                return false;
            }
            break;
        }
        case NRN_HOST_OBJECT:
            Py_INCREF(object);
            value->owned = 1;
            break;
        case NRN_SECTION:
        case NRN_SEGMENT:
            nrn_section_ref(value->as.place.section);
            value->owned = 1;
            break;
        case NRN_REF:  // as a Python object, so that the wrapper keeps it alive
            Py_INCREF(object);
            value->kind = NRN_HOST_OBJECT;
            value->as.host.object = object;
            value->as.host.counts = host_counts();
            value->owned = 1;
            break;
        default:
            break;
    }
    Py_XDECREF(temporary);
    return true;
}

PyObject* tuple_of(const NrnValue* args, size_t count) {
    PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(count));
    for (size_t i = 0; tuple != nullptr && i < count; ++i) {
        PyObject* item = borrowed_to_python(&args[i]);
        if (item == nullptr) {
            Py_DECREF(tuple);
            return nullptr;
        }
        PyTuple_SetItem(tuple, static_cast<Py_ssize_t>(i), item);
    }
    return tuple;
}

constexpr size_t kFewArguments = 6;

// The arguments of a call in a row, with `first` before them: the method's object, or null for the callee's own use,
// as NRN_VECTORCALL_OFFSET_BIT says. Empty, with an exception set, when one cannot be converted.
class Row {
  public:
    Row(PyObject* first, const NrnValue* args, size_t count) {
        items_[0] = first;
        while (made_ < count && (items_[made_ + 1] = borrowed_to_python(&args[made_])) != nullptr) {
            ++made_;
        }
        complete_ = made_ == count;
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    ~Row() {
        for (size_t i = 1; i <= made_; ++i) {
            Py_DECREF(items_[i]);
        }
    }
    PyObject** with_first() {
        return complete_ ? items_ : nullptr;
    }

  private:
    PyObject* items_[kFewArguments + 1];
    size_t made_ = 0;
    bool complete_ = false;
};

PyObject* call_with_few(PyObject* function, const NrnValue* args, size_t count) {
    Row row(nullptr, args, count);
    PyObject** items = row.with_first();
    return items == nullptr ? nullptr
                            : runtime().vectorcall(function, items + 1, count | NRN_VECTORCALL_OFFSET_BIT, nullptr);
}

PyObject* call_python(void* function, const NrnValue* args, size_t count) {
    if (count <= kFewArguments && runtime().vectorcall != nullptr) {
        return call_with_few(as_python(function), args, count);
    }
    PyObject* tuple = tuple_of(args, count);
    PyObject* returned = tuple == nullptr ? nullptr : PyObject_CallObject(as_python(function), tuple);
    Py_XDECREF(tuple);
    return returned;
}

int give_plain(PyObject* object, NrnValue* result) {
    if (object == nullptr) {
        return -1;
    }
    const bool ok = owned_value(object, result);
    Py_DECREF(object);
    return ok ? 0 : -1;
}

int call(void* function, const NrnValue* args, size_t count, NrnValue* result) {
    return give_plain(call_python(function, args, count), result);
}

int call_as_is(void* function, const NrnValue* args, size_t count, NrnValue* result) {
    PyObject* returned = call_python(function, args, count);
    if (returned == nullptr) {
        return -1;
    }
    give_as_is(returned, result);
    return 0;
}

int to_plain(const NrnValue* object, NrnValue* result) {
    PyObject* python = borrowed_to_python(object);
    const bool ok = python != nullptr && owned_value(python, result);
    Py_XDECREF(python);
    return ok ? 0 : -1;
}

int host_numbers_of(void* object, NrnPlace place, void* sink) {
    return numbers_of(as_python(object), place, sink);
}

void* new_list(const double* data, size_t n) {
    PyObject* list = PyList_New(static_cast<Py_ssize_t>(n));
    for (size_t i = 0; list != nullptr && i < n; ++i) {
        PyObject* item = PyFloat_FromDouble(data[i]);
        if (item == nullptr) {
            Py_DECREF(list);
            return nullptr;
        }
        PyList_SetItem(list, static_cast<Py_ssize_t>(i), item);
    }
    return list;
}

int host_store_numbers(void* target, const double* data, size_t n) {
    return store_numbers(as_python(target), data, n);
}

void* new_array_view(NrnObject* vector) {
    return array_over(vector);
}

void* new_sequence(const NrnValue* items, size_t count) {
    PyObject* list = PyList_New(static_cast<Py_ssize_t>(count));
    for (size_t i = 0; list != nullptr && i < count; ++i) {
        PyObject* item = borrowed_to_python(&items[i]);
        if (item == nullptr) {
            Py_DECREF(list);
            return nullptr;
        }
        PyList_SetItem(list, static_cast<Py_ssize_t>(i), item);
    }
    return list;
}

void* new_tuple(const NrnValue* items, size_t count) {
    return tuple_of(items, count);
}

int items_of(const NrnValue* sequence, int (*take)(void*, NrnValue*), void* sink) {
    PyObject* object = borrowed_to_python(sequence);
    PyObject* iterator = object == nullptr ? nullptr : PyObject_GetIter(object);
    Py_XDECREF(object);
    if (iterator == nullptr) {
        return -1;
    }
    PyObject* item = nullptr;
    int status = 0;
    while (status == 0 && (item = PyIter_Next(iterator)) != nullptr) {
        // Each item as the host object it is: what is pickled must come back as it was.
        NrnValue value;
        value.kind = NRN_HOST_OBJECT;
        value.owned = 0;
        value.as.host.object = item;
        value.as.host.counts = host_counts();
        status = take(sink, &value);
        if (status != 0) {
            PyErr_NoMemory();
        }
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return status != 0 || PyErr_Occurred() != nullptr ? -1 : 0;
}

void write_to(const char* stream, const char* text, size_t size) {
    PyObject* output = PySys_GetObject(const_cast<char*>(stream));
    if (output == nullptr || output == Py_None) {
        return;
    }
    PyObject* type = nullptr;
    PyObject* value = nullptr;
    PyObject* trace = nullptr;
    PyErr_Fetch(&type, &value, &trace);
    Py_INCREF(output);
    PyObject* string = PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(size), "replace");
    PyObject* done = string == nullptr
                         ? nullptr
                         : PyObject_CallMethod(output, const_cast<char*>("write"), const_cast<char*>("O"), string);
    if (done == nullptr) {
        PyErr_WriteUnraisable(output);
    }
    Py_XDECREF(done);
    Py_XDECREF(string);
    Py_DECREF(output);
    PyErr_Restore(type, value, trace);
}

void write(const char* text, size_t size) {
    write_to("stdout", text, size);
}

void write_error(const char* text, size_t size) {
    write_to("stderr", text, size);
}

// A value of hoc as a key or argument: whole numbers are ints, as indices must be.
PyObject* key_object(const NrnValue* key) {
    if (key->kind == NRN_NUMBER && key->as.number == static_cast<double>(static_cast<long>(key->as.number))) {
        return PyLong_FromLong(static_cast<long>(key->as.number));
    }
    return borrowed_to_python(key);
}

// The names of attributes that hoc asks for, as Python keeps its own: found by address, not made and compared each
// time.
class AttributeNames {
  public:
    // A new reference; null with an exception set.
    PyObject* of(const char* name) {
        size_t hash = 5381;
        for (const char* c = name; *c != '\0'; ++c) {
            hash = hash * 33 + static_cast<unsigned char>(*c);
        }
        Entry& entry = entries_[hash % kEntries];
        if (entry.name == nullptr || entry.text != name) {
            PyObject* made = PyUnicode_InternFromString(name);
            if (made == nullptr) {
                return nullptr;
            }
            Py_XDECREF(entry.name);
            entry.name = made;
            entry.text = name;
        }
        Py_INCREF(entry.name);
        return entry.name;
    }

  private:
    static constexpr size_t kEntries = 256;
    struct Entry {
        std::string text;
        PyObject* name = nullptr;
    };
    Entry entries_[kEntries];
};

PyObject* attribute_name(const char* name) {
    static auto* const names = new AttributeNames;  // for the life of the process, as the names
    return names->of(name);
}

int get_attribute(const NrnValue* object, const char* name, NrnValue* result) {
    PyObject* owner = borrowed_to_python(object);
    PyObject* text = owner == nullptr ? nullptr : attribute_name(name);
    PyObject* found = text == nullptr ? nullptr : PyObject_GetAttr(owner, text);
    Py_XDECREF(text);
    Py_XDECREF(owner);
    return give_plain(found, result);
}

PyObject* call_attribute(PyObject* owner, PyObject* name, const NrnValue* args, size_t count) {
    if (count <= kFewArguments && runtime().vectorcall_method != nullptr) {
        Row row(owner, args, count);
        PyObject** items = row.with_first();
        return items == nullptr ? nullptr : runtime().vectorcall_method(name, items, count + 1, nullptr);
    }
    PyObject* method = PyObject_GetAttr(owner, name);
    PyObject* returned = method == nullptr ? nullptr : call_python(method, args, count);
    Py_XDECREF(method);
    return returned;
}

int call_method(const NrnValue* object, const char* name, const NrnValue* args, size_t count, NrnValue* result) {
    PyObject* owner = borrowed_to_python(object);
    PyObject* text = owner == nullptr ? nullptr : attribute_name(name);
    PyObject* returned = text == nullptr ? nullptr : call_attribute(owner, text, args, count);
    Py_XDECREF(text);
    Py_XDECREF(owner);
    return give_plain(returned, result);
}

int set_attribute(const NrnValue* object, const char* name, const NrnValue* value) {
    PyObject* owner = borrowed_to_python(object);
    PyObject* given = owner == nullptr ? nullptr : borrowed_to_python(value);
    const int status = given == nullptr ? -1 : PyObject_SetAttrString(owner, name, given);
    Py_XDECREF(given);
    Py_XDECREF(owner);
    return status;
}

int get_item(const NrnValue* object, const NrnValue* key, NrnValue* result) {
    PyObject* owner = borrowed_to_python(object);
    PyObject* index = owner == nullptr ? nullptr : key_object(key);
    PyObject* found = index == nullptr ? nullptr : PyObject_GetItem(owner, index);
    Py_XDECREF(index);
    Py_XDECREF(owner);
    return give_plain(found, result);
}

int set_item(const NrnValue* object, const NrnValue* key, const NrnValue* value) {
    PyObject* owner = borrowed_to_python(object);
    PyObject* index = owner == nullptr ? nullptr : key_object(key);
    PyObject* given = index == nullptr ? nullptr : borrowed_to_python(value);
    const int status = given == nullptr ? -1 : PyObject_SetItem(owner, index, given);
    Py_XDECREF(given);
    Py_XDECREF(index);
    Py_XDECREF(owner);
    return status;
}

int main_module(NrnValue* result) {
    PyObject* module = PyImport_AddModule("__main__");  // borrowed
    if (module == nullptr) {
        return -1;
    }
    Py_INCREF(module);
    give_as_is(module, result);
    return 0;
}

int run_text(const char* statements) {
    PyObject* module = PyImport_AddModule("__main__");  // borrowed
    PyObject* names = module == nullptr ? nullptr : PyModule_GetDict(module);
    PyObject* execute = names == nullptr ? nullptr : import_attribute("builtins", "exec");
    PyObject* text = execute == nullptr ? nullptr : text_object(statements);
    PyObject* done = text == nullptr ? nullptr : PyObject_CallFunctionObjArgs(execute, text, names, nullptr);
    Py_XDECREF(text);
    Py_XDECREF(execute);
    Py_XDECREF(done);
    return done == nullptr ? -1 : 0;
}

int check_signals() {
    return PyErr_CheckSignals();
}

void* unlock() {
    return PyEval_SaveThread();
}

void lock(void* token) {
    PyEval_RestoreThread(static_cast<PyThreadState*>(token));
}

// ---- exceptions ----

// "Traceback (most recent call last): …" of an exception; falls back to its type when that fails.
PyObject* traceback_text(PyObject* type, PyObject* value, PyObject* trace) {
    PyObject* format = import_attribute("traceback", "format_exception");
    PyObject* lines = format == nullptr ? nullptr
                                        : PyObject_CallFunctionObjArgs(format, type, value,
                                                                       trace == nullptr ? Py_None : trace, nullptr);
    PyObject* empty = PyUnicode_FromString("");
    PyObject* text = lines == nullptr || empty == nullptr ? nullptr : PyUnicode_Join(empty, lines);
    Py_XDECREF(format);
    Py_XDECREF(lines);
    Py_XDECREF(empty);
    if (text == nullptr) {
        PyErr_Clear();
        text = PyObject_Str(type);
    }
    return text;
}

int exit_code_of(PyObject* exception) {
    PyObject* code = PyObject_GetAttrString(exception, "code");
    long number = code == nullptr || code == Py_None ? 0 : 1;  // sys.exit("text") means 1
    if (code != nullptr && PyLong_Check(code)) {
        number = PyLong_AsLong(code);
    }
    Py_XDECREF(code);
    PyErr_Clear();
    return static_cast<int>(number);
}

int take_error(NrnValue* exception, NrnValue* text, int* exit_code) {
    PyObject* type = nullptr;
    PyObject* value = nullptr;
    PyObject* trace = nullptr;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    if (value == nullptr) {
        exception->kind = NRN_VOID;
        text->kind = NRN_VOID;
        return 0;
    }
    if (trace != nullptr) {
        PyException_SetTraceback(value, trace);
    }
    PyObject* words = traceback_text(type, value, trace);
    if (words == nullptr || !owned_value(words, text)) {
        PyErr_Clear();
        text->kind = NRN_VOID;
    }
    Py_XDECREF(words);
    const bool exits = PyErr_GivenExceptionMatches(type, PyExc_SystemExit) != 0;
    const bool error = PyErr_GivenExceptionMatches(type, PyExc_Exception) != 0;
    *exit_code = exits ? exit_code_of(value) : 0;
    Py_XDECREF(type);
    Py_XDECREF(trace);
    give_as_is(value, exception);
    return exits ? 1 : error ? 0 : 2;
}

void raise_error(const NrnValue* exception) {
    if (exception->kind != NRN_HOST_OBJECT) {
        PyErr_SetString(PyExc_RuntimeError, "an exception got lost between ranks");
        return;
    }
    PyObject* value = as_python(exception->as.host.object);
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(value)), value);
}

int parallel_started(int rank, int size) {
    PyObject* start = import_attribute("neuron._api.parallel", "start");
    PyObject* args = start == nullptr ? nullptr : Py_BuildValue("(ii)", rank, size);
    PyObject* done = args == nullptr ? nullptr : PyObject_CallObject(start, args);
    Py_XDECREF(start);
    Py_XDECREF(args);
    Py_XDECREF(done);
    return done == nullptr ? -1 : 0;
}

int call_named(const char* module, const char* name, const NrnValue* args, size_t count, NrnValue* result) {
    PyObject* function = import_attribute(module, name);
    if (function == nullptr) {
        return -1;
    }
    const int status = call(function, args, count, result);
    Py_DECREF(function);
    return status;
}

int wrap_place(const NrnValue* place, NrnValue* result) {
    PyObject* wrapped = borrowed_to_python(place);
    if (wrapped == nullptr) {
        return -1;
    }
    give_as_is(wrapped, result);
    return 0;
}

const NrnHost table = {
    NRN_HOST_VERSION,
    sizeof(NrnHost),
    {retain, release},
    type_name,
    callable,
    call,
    host_numbers_of,
    new_list,
    host_store_numbers,
    new_array_view,
    host_pickle,
    host_make_room,
    host_unpickle,
    new_sequence,
    items_of,
    write,
    check_signals,
    unlock,
    lock,
    call_as_is,
    to_plain,
    new_tuple,
    take_error,
    raise_error,
    parallel_started,
    get_attribute,
    set_attribute,
    get_item,
    set_item,
    main_module,
    run_text,
    write_error,
    call_named,
    class_aliased,
    wrap_place,
    call_method,
    class_member_added,
};

}  // namespace

const NrnHostCounts* host_counts() {
    return &table.counts;
}

bool start_host() {
    const int status = nrn_set_host(&table);
    if (status != NRN_OK) {
        PyErr_Format(PyExc_ImportError, "libnrn refuses this libnrnpython: %s", nrn_error_message());
        return false;
    }
    return true;
}

}  // namespace nrnpy
