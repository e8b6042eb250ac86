// Pickles for libnrn: objects as a stream and large buffers beside it (protocol 5, from Python 3.8 on), so that what
// travels between ranks is copied by nobody but MPI.
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "convert.hpp"
#include "errors.hpp"
#include "host.hpp"

namespace nrnpy {
namespace {

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

// ---- memory for buffers that arrive ----

constexpr size_t kKeptFrom = size_t{64} << 10;   // [B]
constexpr size_t kHugeFrom = size_t{4} << 20;    // [B]
constexpr size_t kKeptInAll = size_t{64} << 20;  // [B]

struct KeptRoom {
    PyObject* room;
    size_t size;  // as it was made: somebody may have changed it since
};

// Rooms that were handed out, oldest first. One that nobody uses any more is handed out again: fresh memory would cost
// more page faults than the data takes to travel.
std::vector<KeptRoom> kept_rooms;
size_t kept_bytes = 0;

// Whether ours is the only reference. Of the count only the lower half, since from 3.14 on flags follow it.
bool unused(PyObject* room) {
    return static_cast<uint32_t>(Py_REFCNT(room)) == 1;
}

void keep_room(PyObject* room, size_t size) {
    if (size > kKeptInAll) {
        return;
    }
    size_t drop = 0;
    for (kept_bytes += size; kept_bytes > kKeptInAll; ++drop) {
        kept_bytes -= kept_rooms[drop].size;
        Py_DECREF(kept_rooms[drop].room);
    }
    kept_rooms.erase(kept_rooms.begin(), kept_rooms.begin() + static_cast<std::ptrdiff_t>(drop));
    Py_INCREF(room);
    kept_rooms.push_back({room, size});
}

// As NumPy does for its arrays: MPI moves data through huge pages in a fifth less time.
void advise_huge_pages([[maybe_unused]] PyObject* room, [[maybe_unused]] size_t size) {
#ifdef MADV_HUGEPAGE
    constexpr uintptr_t page = 4096;
    const auto start = reinterpret_cast<uintptr_t>(PyByteArray_AsString(room));
    const uintptr_t first = (start + page - 1) / page * page;
    madvise(reinterpret_cast<void*>(first), size - (first - start), MADV_HUGEPAGE);
#endif
}

// A bytearray, whose memory the unpickled object takes over without a copy.
PyObject* room_of(size_t size) {
    if (size >= kKeptFrom) {
        for (const KeptRoom& kept : kept_rooms) {
            if (kept.size == size && unused(kept.room) &&
                PyByteArray_Size(kept.room) == static_cast<Py_ssize_t>(size)) {
                Py_INCREF(kept.room);
                return kept.room;
            }
        }
    }
    PyObject* room = PyByteArray_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
    if (room != nullptr && size >= kKeptFrom) {
        keep_room(room, size);
    }
    if (room != nullptr && size >= kHugeFrom) {
        advise_huge_pages(room, size);
    }
    return room;
}

}  // namespace

int host_pickle(const NrnValue* object, NrnPickled* out) {
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

int host_make_room(const size_t* sizes, size_t count, NrnPickled* out) {
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

int host_unpickle(const char* stream, size_t size, const NrnPickled* room, NrnValue* result) {
    static PyObject* loads = nullptr;
    if (loads == nullptr && (loads = import_attribute("pickle", "loads")) == nullptr) {
        return -1;
    }
    PyObject* objects = nullptr;
    if (room->keeper != nullptr && room->buffer_count != 0) {
        objects =
            static_cast<Keeper*>(PyCapsule_GetPointer(static_cast<PyObject*>(room->keeper), kKeeperName))->objects;
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
    give_as_is(loaded, result);  // an int stays an int
    return 0;
}

}  // namespace nrnpy
