"""Pickles: every protocol, both byte orders, NEURON's own bytes, and corrupt ones."""

import copy
import json
import pathlib
import pickle
import pickletools
import sys

import pytest

import neuron
from neuron import h

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
HERE = pathlib.Path(__file__).parent
RECORDED = json.loads((HERE / "data" / "neuron-9.0.2-pickles.json").read_text())
NATIVE = h.Vector().__reduce__()[2][1]
VALUES = [1.0, -2.5, 3e300, float("inf"), -0.0, 5e-324]


class Trace(h.Vector):
    pass


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("size", [0, 1, 6, 1000, 100000])
def test_round_trip(protocol, size):
    v = h.Vector((VALUES * (size // 6 + 1))[:size])
    w = pickle.loads(pickle.dumps(v, protocol))
    assert type(w) is h.Vector and w is not v and list(w) == list(v)
    w.append(1)
    if size:
        w[0] = 8.5
    assert len(v) == size


@pytest.mark.parametrize("name", sorted(set(RECORDED) - {"nested"}))
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_bytes_of_neuron_are_read(name, protocol):
    row = RECORDED[name]
    v = pickle.loads(bytes.fromhex(row["pickles"][str(protocol)]))
    assert [x.hex() for x in v] == row["values"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_nested_bytes_of_neuron_are_read(protocol):
    one, two, more = pickle.loads(bytes.fromhex(RECORDED["nested"]["pickles"][str(protocol)]))
    assert one is two and list(one) == [1, 2] and list(more["a"]) == [3, 4]


def opcodes(stream):
    """What a stream does, without how: memo and frames, which differ between versions of Python."""
    skip = ("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE", "FRAME", "PROTO")
    return [(op.name, arg) for op, arg, _ in pickletools.genops(stream) if op.name not in skip]


@pytest.mark.skipif(sys.version_info < (3, 8), reason="older picklers write the same in other words")
@pytest.mark.parametrize("name", sorted(set(RECORDED) - {"nested"}))
@pytest.mark.parametrize("protocol", [2, 3, 4])
def test_bytes_are_those_that_neuron_writes(name, protocol):
    """NEURON reads what it would have written itself: the same global, arguments and state."""
    row = RECORDED[name]
    v = h.Vector([float.fromhex(x) for x in row["values"]])
    theirs = bytes.fromhex(row["pickles"][str(protocol)])
    assert opcodes(pickle.dumps(v, protocol)) == opcodes(theirs)


def test_state():
    function, args, state = h.Vector([1, 2]).__reduce__()
    assert function is neuron._pkl and args == (0,) and function.__module__ == "neuron"
    version, mark, n, data = state
    assert (version, n) == (1, 2) and len(mark) == 8 and len(data) == 16
    assert list(neuron._pkl(0)) == [] and type(neuron._pkl(0)) is h.Vector


def swapped(data):
    return b"".join(data[i : i + 8][::-1] for i in range(0, len(data), 8))


def test_other_byte_order():
    data = bytes(h.Vector(VALUES).__reduce__()[2][3])
    backwards = swapped(data)
    before = bytes(bytearray(backwards))
    v = h.Vector([9])
    v.__setstate__((1, NATIVE[::-1], len(VALUES), backwards))
    assert list(v) == VALUES and backwards == before


CORRUPT = [
    (),
    (1, NATIVE, 1),
    (1, NATIVE, 1, b"x" * 8, 5),
    (1, NATIVE, 2, b"x" * 8),
    (1, NATIVE, 1, b"x" * 7),
    (1, NATIVE, -1, b""),
    (1, NATIVE, 10**12, b""),
    (1, NATIVE, 2**62, b""),
    (1, NATIVE, 2**70, b""),
    (1, NATIVE, 1.5, b"x" * 8),
    (1, NATIVE, "1", b"x" * 8),
    (1, NATIVE[:7], 1, b"x" * 8),
    (1, NATIVE + b"\0", 1, b"x" * 8),
    (1, b"\0" * 8, 1, b"x" * 8),
    (1, "abcdefgh", 1, b"x" * 8),
    (1, None, 1, b"x" * 8),
    (1, NATIVE, 1, "x" * 8),
    (1, NATIVE, 1, None),
    (1, NATIVE, 1, [1.0]),
    ("1", NATIVE, 1, b"x" * 8),
    (None, NATIVE, 1, b"x" * 8),
    ((1, NATIVE, 1, b"x" * 8), 5),
    ((1, NATIVE, 1), {}),
    None,
    5,
    "state",
]


@pytest.mark.parametrize("state", CORRUPT, ids=range(len(CORRUPT)))
@pytest.mark.parametrize("kind", [h.Vector, Trace])
def test_corrupt_state(state, kind):
    v = kind([3, 4])
    with pytest.raises(ValueError):
        v.__setstate__(state)
    assert list(v) == [3, 4]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_truncated_at_every_byte(protocol):
    stream = pickle.dumps(h.Vector([1, 2, 3]), protocol)
    for end in range(len(stream)):
        try:
            pickle.loads(stream[:end])
        except Exception as error:  # whatever pickle says of such bytes
            assert not isinstance(error, (SystemError, MemoryError)), (end, error)
        else:
            raise AssertionError("%d of %d bytes were enough" % (end, len(stream)))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_one_byte_changed(protocol):
    """Any byte may be wrong: an exception or some object, never a crash."""
    stream = pickle.dumps(h.Vector([1, 2, 3]), protocol)
    for place in range(len(stream)):
        for new in (0, 0x2E, 0x7F, 0xFF, stream[place] ^ 1):
            broken = bytearray(stream)
            broken[place] = new
            try:
                got = pickle.loads(bytes(broken))
            except Exception as error:
                assert not isinstance(error, SystemError), (place, new, error)
            else:
                if isinstance(got, h.Vector):
                    got.sum()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_subclass(protocol):
    v = Trace([1, 2])
    v.note = {"a": [1]}
    v.me = v
    w = pickle.loads(pickle.dumps(v, protocol))
    assert type(w) is Trace and list(w) == [1, 2] and w.note == {"a": [1]} and w.me is w


@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy])
def test_copy(copier):
    v = h.Vector([1, 2])
    w = copier(v)
    w[0] = 9
    assert list(v) == [1, 2] and list(w) == [9, 2] and type(w) is h.Vector
    t = Trace([3])
    t.note = [1]
    u = copier(t)
    assert type(u) is Trace and u.note == [1] and (u.note is t.note) == (copier is copy.copy)
    u.append(4)
    assert list(t) == [3]


def test_identity_within_one_pickle():
    v = h.Vector([1])
    one, two, three = pickle.loads(pickle.dumps([v, v, h.Vector([1])]))
    assert one is two and one is not three
    first, second = copy.deepcopy([v, v])
    assert first is second


@pytest.mark.parametrize("make", [lambda: h, lambda: h.ref(1), lambda: h.Vector([1])._ref_x[0]])
def test_only_vectors(make):
    with pytest.raises(TypeError):
        pickle.dumps(make())


needs_5 = pytest.mark.skipif(sys.version_info < (3, 9), reason="buffers of our own types exist from 3.9 on")


@needs_5
def test_out_of_band_is_no_copy():
    v = h.Vector(100000, 2.5)
    buffers = []
    stream = pickle.dumps(v, 5, buffer_callback=buffers.append)
    assert len(stream) < 200 and len(buffers) == 1
    raw = buffers[0].raw()
    assert raw.nbytes == 800000
    v[7] = 9
    assert memoryview(raw).cast("d")[7] == 9
    arrived = bytearray(raw)
    w = pickle.loads(stream, buffers=[arrived])
    assert list(w) == list(v)
    with pytest.raises(BufferError):
        arrived.append(1)  # the Vector uses this memory
    w[3] = -1
    assert v[3] == 2.5 and memoryview(arrived).cast("d")[3] == 2.5


@needs_5
def test_out_of_band_read_only_is_copied_on_write():
    v = h.Vector(range(1000))
    buffers = []
    stream = pickle.dumps(v, 5, buffer_callback=buffers.append)
    frozen = bytes(buffers[0].raw())
    before = bytes(bytearray(frozen))
    w = pickle.loads(stream, buffers=[frozen])
    w[0] = 77
    w.sort()
    assert frozen == before and list(v) == list(range(1000)) and w.max() == 999


@needs_5
@pytest.mark.parametrize("wrong", [[], [b"x" * 7], [b""], [b"x" * 24], ["text"], [None]])
def test_out_of_band_wrong_buffers(wrong):
    stream = pickle.dumps(h.Vector([1, 2]), 5, buffer_callback=lambda b: None)
    with pytest.raises((ValueError, TypeError, pickle.UnpicklingError, AttributeError)):
        pickle.loads(stream, buffers=wrong)


def test_unaligned_data():
    data = bytes(h.Vector(VALUES).__reduce__()[2][3])
    shifted = memoryview(b"x" + data)[1:]
    v = h.Vector()
    v.__setstate__((1, NATIVE, len(VALUES), shifted))
    assert list(v) == VALUES


def test_refused_state_releases_its_buffer():
    data = bytearray(16)
    v = h.Vector([1])
    with pytest.raises(ValueError):
        v.__setstate__((1, NATIVE, 3, data))
    data.append(1)  # BufferError while exported
    assert list(v) == [1]
