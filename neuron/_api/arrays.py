"""Vectors and NumPy for users of ctypes, under the names that NEURON's package gives them."""

import ctypes
import weakref

import numpy

from neuron import hoc

_kept = {}


def keep_alive(array, owner):
    """Keep `owner`, which holds a Vector's storage, at least as long as `array` lives.

    An array that cannot be referenced weakly keeps the storage for the rest of the process.
    """
    key = id(owner)
    _kept[key] = owner
    if type(array).__weakrefoffset__ != 0:  # else it cannot tell when it dies: the storage stays
        weakref.finalize(array, _kept.pop, key, None)


def nrn_dll(printpath=False):
    """The library that holds the C functions for Python, as ctypes.PyDLL.

    printpath: also print where it is.
    """
    path = hoc._backend_path
    if printpath:
        print(path)
    return ctypes.PyDLL(path)


def nrn_dll_sym(name, type=None):
    """A C function or, with `type` (a ctypes type), a variable of NEURON's libraries.

    AttributeError when neither libnrnpython nor libnrn has it.
    """
    dll = nrn_dll()
    return getattr(dll, name) if type is None else type.in_dll(dll, name)


def numpy_from_pointer(cpointer, size):
    """A NumPy array over `size` doubles at a ctypes pointer (POINTER(c_double)); the memory is the caller's."""
    address = ctypes.cast(cpointer, ctypes.c_void_p).value
    if not size:
        return numpy.empty(0)
    return numpy.frombuffer((ctypes.c_double * size).from_address(address))


def vec2numpy(vec):
    """vec.as_numpy()."""
    return vec.as_numpy()


class numpy_element_ref(object):
    """A reference to element `index` of a NumPy array, read and set as ref[0]."""

    def __init__(self, numpy_array, index):
        self._array = numpy_array
        self._index = index

    def __getitem__(self, i):
        if i != 0:
            raise IndexError("index for an element reference must be 0")
        return self._array[self._index]

    def __setitem__(self, i, value):
        if i != 0:
            raise IndexError("index for an element reference must be 0")
        self._array[self._index] = value

    def __iter__(self):
        """The elements from this one on, as Vector.from_double takes them."""
        return iter(self._array[self._index :])

    def __repr__(self):
        return "<reference to element %d of %r>" % (self._index, self._array)


vec_to_numpy_prototype = ctypes.CFUNCTYPE(ctypes.py_object, ctypes.c_int, ctypes.POINTER(ctypes.c_double))


def _vec_to_numpy(size, pointer):
    return numpy_from_pointer(pointer, size)


vec_to_numpy_callback = vec_to_numpy_prototype(_vec_to_numpy)


def set_vec_as_numpy(callback):
    """Make Vector.as_numpy() call `callback(size, pointer)`, a vec_to_numpy_prototype; None restores the default."""
    function = nrn_dll_sym("nrnpy_set_vec_as_numpy")
    function.argtypes = [ctypes.c_void_p]
    function.restype = None
    _kept["callback"] = callback
    function(None if callback is None else ctypes.cast(callback, ctypes.c_void_p))
