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
    return from_value(&copy);
}

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
            char* copy = static_cast<char*>(std::malloc(value->as.text.size + 1));
            if (copy == nullptr) {
                PyErr_NoMemory();
                Py_XDECREF(temporary);
                return false;
            }
            std::memcpy(copy, value->as.text.data, value->as.text.size);
            copy[value->as.text.size] = '\0';
            value->as.text.data = copy;
            value->owned = 1;
            break;
        }
        case NRN_HOST_OBJECT:
            Py_INCREF(object);
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

int call(void* function, const NrnValue* args, size_t count, NrnValue* result) {
    PyObject* tuple = tuple_of(args, count);
    PyObject* returned = tuple == nullptr ? nullptr : PyObject_CallObject(as_python(function), tuple);
    Py_XDECREF(tuple);
    if (returned == nullptr) {
        return -1;
    }
    const bool ok = owned_value(returned, result);
    Py_DECREF(returned);
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

void write(const char* text, size_t size) {
    PyObject* output = PySys_GetObject(const_cast<char*>("stdout"));
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

int check_signals() {
    return PyErr_CheckSignals();
}

void* unlock() {
    return PyEval_SaveThread();
}

void lock(void* token) {
    PyEval_RestoreThread(static_cast<PyThreadState*>(token));
}

// ---- pickles ----

// What keeps the memory of an NrnPickled alive; in a capsule.
struct Keeper {
    PyObject* stream = nullptr;   // bytes
    PyObject* objects = nullptr;  // list of the buffers' objects
    std::vector<NrnBuffer> held;
    std::vector<NrnHostBuffer> buffers;

    ~Keeper() {
        for (NrnBuffer& buffer : held) {
            runtime().release_buffer(&buffer);
        }
        Py_XDECREF(stream);
        Py_XDECREF(objects);
    }
    // Takes hold of the object's memory; false with an exception set.
    bool hold(PyObject* object, int flags) {
        held.push_back({});
        if (runtime().get_buffer(object, &held.back(), flags) != 0) {
            held.pop_back();
            return false;
        }
        buffers.push_back({held.back().buf, static_cast<size_t>(held.back().len)});
        return true;
    }
};

constexpr char kKeeperName[] = "neuron.pickled";

void delete_keeper(PyObject* capsule) {
    delete static_cast<Keeper*>(PyCapsule_GetPointer(capsule, kKeeperName));
}

int hand_out(Keeper* keeper, NrnPickled* out) {
    out->keeper = PyCapsule_New(keeper, kKeeperName, delete_keeper);
    if (out->keeper == nullptr) {
        delete keeper;
        return -1;
    }
    char* data = nullptr;
    Py_ssize_t size = 0;
    if (keeper->stream != nullptr) {
        PyBytes_AsStringAndSize(keeper->stream, &data, &size);
    }
    out->stream = data;
    out->stream_size = static_cast<size_t>(size);
    out->buffers = keeper->buffers.data();
    out->buffer_count = keeper->buffers.size();
    return 0;
}

bool buffers_out_of_band() {
    return runtime().minor >= 8;
}

// pickle.dumps with the highest protocol; large buffers go to keeper->objects.
bool dump(PyObject* object, Keeper* keeper) {
    static PyObject* dumps = nullptr;
    if (dumps == nullptr && (dumps = import_attribute("pickle", "dumps")) == nullptr) {
        return false;
    }
    keeper->objects = PyList_New(0);
    PyObject* args = Py_BuildValue("(Oi)", object, -1);
    PyObject* kwargs = PyDict_New();
    PyObject* append = keeper->objects == nullptr ? nullptr : PyObject_GetAttrString(keeper->objects, "append");
    bool ready = args != nullptr && kwargs != nullptr && append != nullptr;
    if (ready && buffers_out_of_band()) {
        ready = PyDict_SetItemString(kwargs, "buffer_callback", append) == 0;
        PyObject* five = PyLong_FromLong(5);  // 3.8 to 3.13 would choose less by themselves
        ready = ready && five != nullptr && PyTuple_SetItem(args, 1, five) == 0;
    }
    keeper->stream = ready ? PyObject_Call(dumps, args, kwargs) : nullptr;
    Py_XDECREF(append);
    Py_XDECREF(kwargs);
    Py_XDECREF(args);
    return keeper->stream != nullptr;
}

int pickle(const NrnValue* object, NrnPickled* out) {
    PyObject* python = borrowed_to_python(object);
    if (python == nullptr) {
        return -1;
    }
    auto* keeper = new Keeper;
    bool ok = dump(python, keeper);
    Py_DECREF(python);
    for (Py_ssize_t i = 0; ok && i < PyList_Size(keeper->objects); ++i) {
        PyObject* raw = PyObject_CallMethod(PyList_GetItem(keeper->objects, i), const_cast<char*>("raw"), nullptr);
        ok = raw != nullptr && keeper->hold(raw, NRN_BUF_SIMPLE);
        Py_XDECREF(raw);
    }
    if (!ok) {
        delete keeper;
        return -1;
    }
    return hand_out(keeper, out);
}

// Memory for a buffer that arrives: a Vector's, which the unpickled object takes over without a copy.
PyObject* room_of(size_t size) {
    if (!runtime().buffer_slots()) {
        return PyByteArray_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
    }
    NrnObject* vector = nrn_vector_new((size + sizeof(double) - 1) / sizeof(double));
    if (vector == nullptr) {
        return raise_last();
    }
    PyObject* wrapped = wrap_object(vector);
    nrn_object_unref(vector);
    PyObject* view = wrapped == nullptr ? nullptr : PyMemoryView_FromObject(wrapped);
    Py_XDECREF(wrapped);
    PyObject* bytes =
        view == nullptr ? nullptr : PyObject_CallMethod(view, const_cast<char*>("cast"), const_cast<char*>("s"), "B");
    Py_XDECREF(view);
    if (bytes == nullptr || size % sizeof(double) == 0) {
        return bytes;
    }
    PyObject* end = PyLong_FromSize_t(size);
    PyObject* range = end == nullptr ? nullptr : PySlice_New(nullptr, end, nullptr);
    PyObject* part = range == nullptr ? nullptr : PyObject_GetItem(bytes, range);
    Py_XDECREF(end);
    Py_XDECREF(range);
    Py_DECREF(bytes);
    return part;
}

int make_room(const size_t* sizes, size_t count, NrnPickled* out) {
    auto* keeper = new Keeper;
    keeper->objects = PyList_New(0);
    bool ok = keeper->objects != nullptr;
    for (size_t i = 0; ok && i < count; ++i) {
        PyObject* room = room_of(sizes[i]);
        ok = room != nullptr && PyList_Append(keeper->objects, room) == 0 && keeper->hold(room, NRN_BUF_WRITABLE);
        Py_XDECREF(room);
    }
    if (!ok) {
        delete keeper;
        return -1;
    }
    return hand_out(keeper, out);
}

int unpickle(const char* stream, size_t size, const NrnPickled* room, NrnValue* result) {
    static PyObject* loads = nullptr;
    if (loads == nullptr && (loads = import_attribute("pickle", "loads")) == nullptr) {
        return -1;
    }
    PyObject* objects = nullptr;
    if (room->keeper != nullptr && room->buffer_count != 0) {
        objects = static_cast<Keeper*>(PyCapsule_GetPointer(as_python(room->keeper), kKeeperName))->objects;
    }
    PyObject* args = Py_BuildValue("(N)", PyBytes_FromStringAndSize(stream, static_cast<Py_ssize_t>(size)));
    PyObject* kwargs = PyDict_New();
    bool ready = args != nullptr && kwargs != nullptr;
    if (ready && objects != nullptr) {
        ready = PyDict_SetItemString(kwargs, "buffers", objects) == 0;
    }
    PyObject* loaded = ready ? PyObject_Call(loads, args, kwargs) : nullptr;
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    if (loaded == nullptr) {
        return -1;
    }
    result->kind = NRN_HOST_OBJECT;  // as it is: an int stays an int
    result->owned = 1;
    result->as.host.object = loaded;
    result->as.host.counts = host_counts();
    return 0;
}

const NrnHost table = {
    NRN_HOST_VERSION, sizeof(NrnHost), {retain, release},  type_name,      callable, call,
    host_numbers_of,  new_list,        host_store_numbers, new_array_view, pickle,   make_room,
    unpickle,         new_sequence,    items_of,           write,          check_signals, unlock, lock,
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
