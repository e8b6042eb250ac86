"""Bad input: each case its exception, no crash, nothing half-changed."""

import gc
import os
import subprocess
import sys
import threading

import pytest

from neuron import h

HUGE = [10**12, 1e15, 2**62, 2**63, 2**64, 1e30, float("inf")]


@pytest.mark.parametrize("size", [-1, -0.5 - 1e9, float("nan"), -float("inf"), -(2**70)])
def test_sizes_that_are_no_sizes(size):
    v = h.Vector([1, 2])
    for call in (
        lambda: h.Vector(size),
        lambda: h.Vector(size, 1),
        lambda: v.resize(size),
        lambda: v.buffer_size(size),
        lambda: v.hist(h.Vector(3), 0, size, 1),
        lambda: v.smhist(h.Vector(3), 0, size, 1, 1),
        lambda: v.from_double(size, h.ref(1)),
    ):
        with pytest.raises((ValueError, MemoryError)):
            call()
        assert list(v) == [1, 2]


@pytest.mark.parametrize("size", HUGE)
def test_sizes_without_memory(size):
    v = h.Vector([1, 2])
    for call in (
        lambda: h.Vector(size),
        lambda: v.resize(size),
        lambda: v.buffer_size(size),
        lambda: v.indgen(0, size, 1),
        lambda: v.hist(h.Vector(3), 0, size, 1),
    ):
        with pytest.raises((MemoryError, ValueError, OverflowError)):
            call()
        assert list(v) == [1, 2]


def test_integers_beyond_double():
    v = h.Vector([1])
    for call in (lambda: v.append(10**400), lambda: h.Vector(10**400), lambda: h.Vector([10**400])):
        with pytest.raises((OverflowError, ValueError)):
            call()
    with pytest.raises((OverflowError, IndexError)):
        v[10**400]
    with pytest.raises(OverflowError):
        v[0] = 10**400
    with pytest.raises(OverflowError):
        v[0:1] = [10**400]
    assert list(v) == [1]


@pytest.mark.parametrize(
    "bad", [None, "text", b"text", {}, {1, 2}, object(), [[1]], ["1"], [None], [1, "2"], 1j, [1j]]
)
def test_sources_that_hold_no_numbers(bad):
    v = h.Vector([1, 2])
    if isinstance(bad, bytes):
        return  # a buffer of small numbers
    for call in (lambda: h.Vector(bad), lambda: v.from_python(bad)):
        with pytest.raises(TypeError):
            call()
    assert list(v) == [1, 2]


class Stop(Exception):
    pass


class BadFloat:
    def __float__(self):
        raise Stop


class BadIndex:
    def __index__(self):
        raise Stop


def bad_generator():
    yield 1.0
    raise Stop


def test_exceptions_come_out_as_they_are():
    error = Stop("mine")

    def fail(*args):
        raise error

    v = h.Vector([1, 2, 3])
    with pytest.raises(Stop) as caught:
        v.apply(fail)
    assert caught.value is error
    with pytest.raises(Stop) as caught:
        v.reduce(fail)
    assert caught.value is error
    with pytest.raises(Stop):
        v.fit(h.Vector(), fail, h.Vector([1, 2, 3]), h.ref(1))
    for call in (
        lambda: h.Vector(bad_generator()),
        lambda: v.from_python(bad_generator()),
        lambda: h.Vector([BadFloat()]),
        lambda: v.append(BadFloat()),
        lambda: v.fill(BadFloat()),
        lambda: v[BadIndex()],
        lambda: v[BadIndex() :],
        lambda: v.__setitem__(slice(0, 1), bad_generator()),
        lambda: v.__setitem__(0, BadFloat()),
        lambda: v + BadFloat(),
        lambda: h.sin(BadFloat()),
    ):
        with pytest.raises((Stop, TypeError)):
            call()
    assert list(v) == [1, 2, 3]


@pytest.mark.parametrize("base", [KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration, MemoryError])
def test_any_exception_of_a_callback(base):
    def fail(x):
        raise base("x")

    v = h.Vector([1, 2])
    with pytest.raises(base):
        v.apply(fail)
    assert list(v) == [1, 2]


def test_callbacks_that_return_no_number():
    v = h.Vector([1, 2])
    for wrong in ("a", None, [], h.Vector(), 1j):
        with pytest.raises(TypeError):
            v.apply(lambda x, wrong=wrong: wrong)
        assert list(v) == [1, 2]


@pytest.mark.parametrize("size", [0, 1, 100000])
def test_callbacks_that_change_the_vector(size):
    v = h.Vector([1, 2, 3, 4])

    def change(x):
        v.resize(size)
        return x + 1

    try:
        v.apply(change)
    except (IndexError, ValueError, RuntimeError):
        pass
    assert len(v) in (size, 4)
    v.resize(3)
    assert len(list(v)) == 3


def test_sources_that_change_the_target():
    v = h.Vector([1, 2, 3])

    def items():
        for i in range(100):
            v.resize(i)
            yield i

    v.from_python(items())
    assert list(v) == list(range(100))
    w = h.Vector(5)

    def more():
        w.resize(0)
        return iter(range(5))

    class Changing:
        def __iter__(self):
            return more()

    try:
        w[0:5] = Changing()
    except (IndexError, ValueError):
        pass
    assert len(w) in (0, 5)


def test_modified_while_iterated():
    v = h.Vector(range(100))
    for i, _ in enumerate(v):
        v.resize(max(0, 100 - 7 * i))
    assert len(v) < 100
    it = iter(v)
    v.resize(0)
    assert list(it) == [] and list(it) == []
    v.resize(5)
    it = iter(v)
    del v
    gc.collect()
    assert list(it) == [0] * 5
    rest = reversed(h.Vector(range(10)))
    assert next(rest) == 9


def test_slices_that_change_the_vector():
    v = h.Vector(range(10))

    class Shrink:
        def __index__(self):
            v.resize(1)
            return 0

    try:
        v[Shrink() : 10]
        v[Shrink()] = 5
        v[9 : Shrink() : -1] = range(9)
    except (IndexError, ValueError):
        pass
    assert len(v) == 1

    class ShrinkFloat:
        def __float__(self):
            v.resize(0)
            return 1.0

    try:
        v[0] = ShrinkFloat()
    except (IndexError, TypeError):
        pass
    assert len(v) in (0, 1)


def test_reinit_and_foreign_self():
    v = h.Vector([1, 2])
    v.__init__()
    v.__init__([9, 9, 9])
    assert list(v) == [1, 2]
    for wrong in (5, "x", None, h, object()):
        with pytest.raises(TypeError):
            h.Vector.size(wrong)
        with pytest.raises(TypeError):
            h.Vector.__len__(wrong)
        with pytest.raises(TypeError):
            h.Vector.__getitem__(wrong, 0)
    with pytest.raises(TypeError):
        object.__new__(h.Vector)


def test_classes_cannot_be_made_or_broken():
    made = type(h.Vector)("X", (), {})  # a class of the metaclass without a class of hoc
    for use in (len, list, lambda cls: cls[0]):
        with pytest.raises(TypeError):
            use(made)
    for maker in (type(h.sin), type(h.ref(1)), type(h.Vector().x), type(h)):
        assert maker() == h
    try:
        made = type(iter(h.Vector()))()
    except TypeError:
        return
    assert list(made) == []


def test_threads_hammer_one_vector():
    v = h.Vector(range(100))
    stop = threading.Event()
    wrong = []

    def guarded(work):
        def run():
            i = 0
            while not stop.is_set():
                i += 1
                try:
                    work(i)
                except (IndexError, ValueError, StopIteration):
                    pass
                except BaseException as error:
                    wrong.append(error)
                    return

        return run

    works = [
        lambda i: v.resize(i * 37 % 2000),
        lambda i: v.append(i),
        lambda i: sum(v),
        lambda i: v[i % 50],
        lambda i: v.__setitem__(slice(0, 3), [1, 2, 3]),
        lambda i: v.apply(lambda x: x),
        lambda i: list(v + v),
        lambda i: v.sort().reverse(),
        lambda i: list(h.Vector(v)),
    ]
    threads = [threading.Thread(target=guarded(work)) for work in works]
    for thread in threads:
        thread.start()
    stop.wait(0.5)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong and len(list(v)) == len(v)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_in_the_middle():
    code = (
        "import os, sys\nfrom neuron import h\nv = h.Vector(range(1000))\n"
        "def split(x):\n"
        "    global child\n"
        "    if x == 500:\n        child = os.fork()\n"
        "    return x + 1\n"
        "v.apply(split)\n"
        "assert list(v) == list(range(1, 1001))\n"
        "v.resize(10**6).sort()\n"
        "if child:\n    assert os.waitpid(child, 0)[1] == 0\n"
    )
    subprocess.check_call([sys.executable, "-W", "ignore", "-c", code])


def test_interpreter_ends_with_objects_alive():
    code = (
        "import sys\nfrom neuron import h\n"
        "class V(h.Vector):\n    def __del__(self):\n        self.append(len(self))\n"
        "keep = [V([i]) for i in range(100)]\nkeep.append(keep)\nsys.keep = keep\n"
        "it = iter(h.Vector(5))\nr = h.Vector([1])._ref_x[0]\n"
    )
    done = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    out = done.communicate()[0]
    assert (done.returncode, out) == (0, b"")


def test_no_leak_of_vectors():
    gc.collect()
    n = len(h.Vector)
    for _ in range(100):
        v = h.Vector(range(100))
        v.c().add(v).x[3]
        v[1:5], v + 1, list(v), v._ref_x[0]
    del v
    gc.collect()
    assert len(h.Vector) == n


@pytest.mark.parametrize(
    "call",
    [
        lambda v: v.resize(10**13),
        lambda v: h.Vector(10**13),
        lambda v: v.nosuch,
        lambda v: v.get(99),
        lambda v: v.fill("x"),
        lambda v: v.apply("nosuch"),
    ],
)
def test_messages_are_sentences(call):
    with pytest.raises(Exception) as caught:
        call(h.Vector([1]))
    message = str(caught.value)
    assert 15 < len(message) < 400 and "hoc_execerror" not in message
