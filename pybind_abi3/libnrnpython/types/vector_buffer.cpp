// The memory of a Vector as buffers and NumPy arrays. Each holds the storage block, so that it stays valid when
// the Vector changes its size (it then looks at the old block) or is deleted.
//
// NumPy arrays are made through NumPy's own C table, found in the running NumPy; its indices and flags are fixed
// by NumPy's ABI (majors 1 and 2). NumPy is not imported before an array is asked for.
#include <cstdint>

#include "types.hpp"

namespace nrnpy {
namespace {

// ---- buffers ----

struct Export {  // what a Py_buffer needs to outlive a change of the Vector
    NrnBlock* block;
    Py_ssize_t shape;
    Py_ssize_t stride;
};

char double_format[] = "d";
double no_elements = 0.0;  // the address of an empty buffer

// ---- NumPy ----

struct NumpyApi {
    PyTypeObject* array_type;
    PyObject* (*descr_from_type)(int type);
    PyObject* (*new_from_descr)(PyTypeObject* subtype, PyObject* descr, int nd, const intptr_t* dims,
                                const intptr_t* strides, void* data, int flags, PyObject* object);
    int (*set_base_object)(PyObject* array, PyObject* base);  // takes the reference to base
};

constexpr int kVersionIndex = 0;
constexpr int kArrayTypeIndex = 2;
constexpr int kDescrFromTypeIndex = 45;
constexpr int kNewFromDescrIndex = 94;
constexpr int kSetBaseObjectIndex = 282;
constexpr int kDouble = 12;                  // NPY_DOUBLE
constexpr int kFlags = 0x1 | 0x100 | 0x400;  // C_CONTIGUOUS, ALIGNED, WRITEABLE

void** numpy_table() {
    PyObject* capsule = import_attribute("numpy._core._multiarray_umath", "_ARRAY_API");  // NumPy 2
    if (capsule == nullptr) {
        PyErr_Clear();
        capsule = import_attribute("numpy.core._multiarray_umath", "_ARRAY_API");  // 1.16 to 1.26
    }
    if (capsule == nullptr) {
        PyErr_Clear();
        capsule = import_attribute("numpy.core.multiarray", "_ARRAY_API");  // older
    }
    if (capsule == nullptr) {
        return nullptr;
    }
    auto** table = static_cast<void**>(PyCapsule_GetPointer(capsule, nullptr));
    Py_DECREF(capsule);  // the module keeps it
    return table;
}

// Null with an exception set when NumPy is missing or of an unknown major version.
const NumpyApi* numpy() {
    static NumpyApi api = {};
    if (api.array_type != nullptr) {
        return &api;
    }
    void** table = numpy_table();
    if (table == nullptr) {
        if (PyErr_ExceptionMatches(PyExc_ImportError) != 0) {
            PyErr_Clear();
            PyErr_SetString(PyExc_ImportError, "as_numpy() needs NumPy, which is not installed: pip install numpy");
        }
        return nullptr;
    }
    const unsigned version = reinterpret_cast<unsigned (*)()>(table[kVersionIndex])();
    if (version >> 24 != 1 && version >> 24 != 2) {
        PyErr_Format(PyExc_ImportError,
                     "this NumPy has the binary interface %x, which is newer than this version of "
                     "NEURON knows; use numpy.asarray(vector)",
                     version);
        return nullptr;
    }
    api.descr_from_type = reinterpret_cast<PyObject* (*)(int)>(table[kDescrFromTypeIndex]);
    api.new_from_descr = reinterpret_cast<decltype(api.new_from_descr)>(table[kNewFromDescrIndex]);
    api.set_base_object = reinterpret_cast<int (*)(PyObject*, PyObject*)>(table[kSetBaseObjectIndex]);
    api.array_type = static_cast<PyTypeObject*>(table[kArrayTypeIndex]);
    return &api;
}

constexpr char kBlockName[] = "neuron.block";

void release_capsule(PyObject* capsule) {
    nrn_block_release(static_cast<NrnBlock*>(PyCapsule_GetPointer(capsule, kBlockName)));
}

// An owner of the block for Python; takes the reference over, also on failure.
PyObject* block_owner(NrnBlock* block) {
    PyObject* capsule = PyCapsule_New(block, kBlockName, release_capsule);
    if (capsule == nullptr) {
        nrn_block_release(block);
    }
    return capsule;
}

// ---- the hook of ctypes users ----

using AsNumpyHook = PyObject* (*)(int size, double* data);
AsNumpyHook as_numpy_hook = nullptr;

// The array that the hook makes does not know the block: the block lives until the array dies, or for ever
// where the array cannot say when it does.
PyObject* array_of_hook(double* data, size_t n, NrnBlock* block) {
    PyObject* array = as_numpy_hook(static_cast<int>(n), data);
    PyObject* owner = array == nullptr || block == nullptr ? nullptr : block_owner(block);
    if (owner == nullptr) {
        return array;
    }
    PyObject* finalize = import_attribute("neuron._api.arrays", "keep_alive");
    PyObject* kept = finalize == nullptr ? nullptr : PyObject_CallFunctionObjArgs(finalize, array, owner, nullptr);
    Py_XDECREF(finalize);
    Py_DECREF(owner);
    if (kept == nullptr) {
        Py_DECREF(array);
        return nullptr;
    }
    Py_DECREF(kept);
    return array;
}

PyObject* array_interface(PyObject* self, void*) {
    NrnObject* vector = object_of(self);
    if (vector == nullptr) {
        return nullptr;
    }
    const auto n = static_cast<Py_ssize_t>(nrn_vector_size(vector));
    if (!runtime().buffer_slots()) {
        // NumPy reads this attribute where it finds no buffer; an array as the data keeps the storage alive.
        PyObject* array = array_over(vector);
        return array == nullptr
                   ? nullptr
                   : Py_BuildValue("{s:(n),s:s,s:N,s:i}", "shape", n, "typestr", "<f8", "data", array, "version", 3);
    }
    return Py_BuildValue("{s:(n),s:s,s:(N,O),s:i}", "shape", n, "typestr", "<f8", "data",
                         PyLong_FromVoidPtr(nrn_vector_data(vector)), Py_False, "version", 3);
}

}  // namespace

PyGetSetDef vector_getset[] = {
    {const_cast<char*>("__array_interface__"), array_interface, nullptr,
     const_cast<char*>("The Vector's memory for NumPy."), nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

int vector_get_buffer(PyObject* self, NrnBuffer* view, int flags) {
    NrnObject* vector = object_of(self);
    view->obj = nullptr;
    if (vector == nullptr) {
        return -1;
    }
    auto* made = static_cast<Export*>(PyMem_Malloc(sizeof(Export)));
    if (made == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    const size_t n = nrn_vector_size(vector);
    made->block = nrn_vector_block(vector);
    if (made->block == nullptr && n != 0) {
        PyMem_Free(made);
        return raise_int(nrn_error_kind());
    }
    made->shape = static_cast<Py_ssize_t>(n);
    made->stride = static_cast<Py_ssize_t>(sizeof(double));
    view->buf = n != 0 ? nrn_vector_data(vector) : &no_elements;
    view->len = made->shape * made->stride;
    view->itemsize = made->stride;
    view->readonly = 0;
    view->ndim = 1;
    view->format = (flags & NRN_BUF_FORMAT) != 0 ? double_format : nullptr;
    view->shape = (flags & NRN_BUF_ND) != 0 ? &made->shape : nullptr;
    view->strides = (flags & NRN_BUF_STRIDES) == NRN_BUF_STRIDES ? &made->stride : nullptr;
    view->suboffsets = nullptr;
    view->internal = made;
    Py_INCREF(self);
    view->obj = self;
    return 0;
}

void vector_release_buffer(PyObject*, NrnBuffer* view) {
    auto* made = static_cast<Export*>(view->internal);
    nrn_block_release(made->block);
    PyMem_Free(made);
}

PyObject* array_over(NrnObject* vector) {
    const size_t n = nrn_vector_size(vector);
    NrnBlock* block = nrn_vector_block(vector);
    if (block == nullptr && n != 0) {
        return raise_last();
    }
    double* data = nrn_vector_data(vector);
    if (as_numpy_hook != nullptr) {
        return array_of_hook(data, n, block);
    }
    const NumpyApi* api = numpy();
    PyObject* owner = block == nullptr || api == nullptr ? nullptr : block_owner(block);
    if (api == nullptr || (block != nullptr && owner == nullptr)) {
        if (api == nullptr) {
            nrn_block_release(block);
        }
        return nullptr;
    }
    const auto dimension = static_cast<intptr_t>(n);
    PyObject* array = api->new_from_descr(api->array_type, api->descr_from_type(kDouble), 1, &dimension, nullptr,
                                          owner != nullptr ? data : nullptr, owner != nullptr ? kFlags : 0, nullptr);
    if (array == nullptr) {
        Py_XDECREF(owner);
        return nullptr;
    }
    if (owner != nullptr && api->set_base_object(array, owner) != 0) {
        Py_DECREF(array);
        return nullptr;
    }
    return array;
}

}  // namespace nrnpy

// For ctypes: a function (int size, double* data) -> array that as_numpy() uses from now on; NULL ends that.
extern "C" NRN_API void nrnpy_set_vec_as_numpy(PyObject* (*hook)(int size, double* data)) {
    nrnpy::as_numpy_hook = hook;
}
