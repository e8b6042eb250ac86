"""Sharing numbers with NumPy: views, conversions, and the hooks for ctypes."""

import ctypes
import gc
import sys

import pytest

import neuron
from neuron import h

np = pytest.importorskip("numpy")

DTYPES = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64 longdouble".split()


def test_view_is_shared_both_ways():
    v = h.Vector(range(5))
    a = v.as_numpy()
    a[3] = 42
    assert v[3] == 42
    v[0] = 7
    assert a[0] == 7 and a.dtype == np.float64 and a.flags.writeable and a.flags.c_contiguous
    a *= 2
    assert list(v) == [14, 2, 4, 84, 8]
    v.add(1)
    assert list(a) == [15, 3, 5, 85, 9]


def test_view_of_empty():
    a = h.Vector().as_numpy()
    assert a.shape == (0,) and a.dtype == np.float64


def test_view_outlives_its_vector():
    a = h.Vector(range(1000)).as_numpy()
    gc.collect()
    junk = [h.Vector(1000, 5) for _ in range(100)]
    assert a.tolist() == list(range(1000)) and len(junk) == 100
    a[:] = 1
    assert a.sum() == 1000


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.resize(100000),
        lambda v: v.resize(2),
        lambda v: v.clear(),
        lambda v: v.append(1),
        lambda v: v.remove(0),
        lambda v: v.insrt(0, 1),
        lambda v: v.from_python([1]),
        lambda v: v.copy(h.Vector(10000)),
        lambda v: v.buffer_size(1000),
        lambda v: v.where(">", 2),
        lambda v: v.fft(h.Vector(range(9)), 1),
    ],
)
def test_view_keeps_the_old_elements_when_the_size_changes(change):
    v = h.Vector(range(8))
    a, m = v.as_numpy(), np.asarray(v)
    change(v)
    after = list(v)
    junk = [h.Vector(8, 5) for _ in range(50)]
    assert len(a) == len(m) == 8 and len(junk) == 50
    a[:] = 3
    assert set(a) == {3.0}
    del a, m
    gc.collect()
    assert list(v) == after


def test_many_views():
    v = h.Vector(range(10))
    views = [v.as_numpy() for _ in range(100)]
    views[0][1] = 50
    assert all(view[1] == 50 for view in views)


def test_asarray_and_array():
    v = h.Vector([1, 2, 3])
    b = np.array(v)
    b[0] = 9
    assert v[0] == 1 and b.tolist() == [9, 2, 3] and b.dtype == np.float64
    a = np.asarray(v)
    v[1] = 8
    assert a.tolist() == [1, 8, 3]
    assert np.array(v, dtype=int).tolist() == [1, 8, 3]
    assert v.__array_interface__["typestr"][1:] == "f8" and v.__array_interface__["shape"] == (3,)
    assert v.__array_interface__["version"] == 3


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("maker", ["Vector", "from_python", "setslice"])
def test_from_any_dtype_and_stride(dtype, maker):
    base = np.array([0, 1, 2, 3, 100, 5, 6, 7] * 3, dtype=dtype)
    plane = base.reshape(4, 6)
    swapped = base.astype(base.dtype.newbyteorder())
    for a in (
        base,
        base[::2],
        base[::-1],
        base[5:2:-1],
        base[:0],
        plane[:, 1],
        plane[2],
        plane.T[3],
        swapped,
    ):
        if maker == "Vector":
            v = h.Vector(a)
        elif maker == "from_python":
            v = h.Vector([1]).from_python(a)
        else:
            v = h.Vector(len(a))
            v[:] = a
        assert list(v) == a.astype(float).tolist()


def test_arrays_are_copied_in():
    a = np.arange(4.0)
    v = h.Vector(a)
    a[0] = 9
    v[1] = 7
    assert list(v) == [0, 7, 2, 3] and a.tolist() == [9, 1, 2, 3]


def test_unaligned_and_read_only_arrays():
    raw = np.zeros(8 * 4 + 1, dtype=np.uint8)
    odd = raw[1:].view(np.float64)
    odd[:] = [1, 2, 3, 4]
    assert list(h.Vector(odd)) == [1, 2, 3, 4]
    frozen = np.arange(3.0)
    frozen.flags.writeable = False
    v = h.Vector(frozen)
    v[0] = 5
    assert frozen[0] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((2, 2)),
        np.array(3.0),
        np.array([1j]),
        np.array([1j], dtype=np.complex64)[::-1],
        np.array(["a"]),
        np.array(["1"]),
        np.array([None]),
        np.zeros(2, dtype="M8[s]"),
        np.zeros(2, dtype=[("x", float)]),
    ],
    ids=lambda a: str(a.dtype) + str(a.shape),
)
def test_arrays_that_are_no_vectors(wrong):
    v = h.Vector([1, 2])
    with pytest.raises((TypeError, ValueError)):
        v.from_python(wrong)
    assert list(v) == [1, 2]


def test_numpy_scalars_are_numbers():
    v = h.Vector(np.int64(2), np.float32(1.5))
    assert list(v) == [1.5, 1.5]
    v.append(np.uint8(3), np.bool_(True))
    assert list(v) == [1.5, 1.5, 3, 1] and v[np.int32(2)] == 3
    assert h.sin(np.float64(0)) == 0


def test_mixed_arithmetic():
    v, a = h.Vector([1, 2]), np.array([10.0, 20.0])
    for result in (v + a, a + v):
        assert list(result) == [11, 22]
    assert list(a - v) == [9, 18] and list(v * a) == [10, 40]
    a += v
    assert a.tolist() == [11, 22]


def test_functions_of_numpy():
    v = h.Vector([3, 1, 2])
    assert np.sum(v.as_numpy()) == 6
    assert np.sin(v).tolist() == np.sin([3.0, 1, 2]).tolist()
    assert np.concatenate([v, v]).shape == (6,) and np.allclose(v, [3, 1, 2])
    assert np.dot(v, v) == 14 and np.diff(v).tolist() == [-2, 1]


def test_to_python():
    v = h.Vector([1, 2])
    assert v.to_python() == [1, 2] and type(v.to_python()[0]) is float
    a = np.zeros(2)
    assert v.to_python(a) is a and a.tolist() == [1, 2]
    i = np.zeros(4, dtype=np.int32)
    v.to_python(i[::2])
    assert i.tolist() == [1, 0, 2, 0]
    target = [0, 0]
    assert v.to_python(target) is target and target == [1, 2]
    for wrong in ([0], np.zeros(3), (0, 0), None, 5):
        with pytest.raises((TypeError, ValueError)):
            v.to_python(wrong)
    frozen = np.zeros(2)
    frozen.flags.writeable = False
    with pytest.raises((TypeError, ValueError, BufferError)):
        v.to_python(frozen)


@pytest.mark.skipif(
    sys.version_info < (3, 9), reason="the buffer protocol of our own types works from 3.9 on"
)
def test_buffer_protocol():
    v = h.Vector([1, 2, 3])
    m = memoryview(v)
    assert (m.format, m.shape, m.itemsize, m.readonly) == ("d", (3,), 8, False)
    m[1] = 9
    assert v[1] == 9
    v.resize(1000)
    assert m.tolist() == [1, 9, 3]
    m.release()
    assert bytes(h.Vector()) == b"" and len(bytes(h.Vector(2))) == 16
    assert list(h.Vector(memoryview(v)[::500])) == [1, 0]


def test_arrays_of_vectors_in_ctypes_hooks():
    v = h.Vector([1, 2, 3])
    made = []

    def make(n, pointer):
        made.append(n)
        return neuron.numpy_from_pointer(pointer, n)

    callback = neuron.vec_to_numpy_prototype(make)
    neuron.set_vec_as_numpy(callback)
    try:
        a = v.as_numpy()
        a[1] = 7
        assert made == [3] and v[1] == 7
        v.resize(100000)
        assert a.tolist() == [1, 7, 3]
    finally:
        neuron.set_vec_as_numpy(None)
    assert v.as_numpy().shape == (100000,) and made == [3]
    assert neuron.vec2numpy(h.Vector([4])).tolist() == [4]


def test_hook_by_its_symbol():
    setter = neuron.nrn_dll_sym("nrnpy_set_vec_as_numpy")
    setter.restype = None
    setter.argtypes = [ctypes.c_void_p]
    setter(ctypes.cast(neuron.vec_to_numpy_callback, ctypes.c_void_p))
    try:
        assert h.Vector([1, 2]).as_numpy().tolist() == [1, 2]
    finally:
        setter(None)
    with pytest.raises(AttributeError):
        neuron.nrn_dll_sym("no_such_symbol")


def test_element_references():
    a = np.arange(5.0)
    r = neuron.numpy_element_ref(a, 2)
    r[0] = 9
    assert r[0] == 9 and a[2] == 9
    with pytest.raises(IndexError):
        r[1]
    assert list(h.Vector().from_double(3, r)) == [9, 3, 4]
