"""All collectives of Python objects; prints "ok" on every rank."""

from neuron import h

try:
    import numpy
except ImportError:
    numpy = None

h.nrnmpi_init()
pc = h.ParallelContext()
me, n = pc.id(), pc.nhost()
last = n - 1


class Spikes(h.Vector):
    """A subclass with an attribute of its own."""


class Unpicklable:
    def __reduce__(self):
        raise KeyError("not this one")


def things():
    """Assorted objects; some are large enough to travel beside the pickle."""
    tagged = Spikes([1, 2, 3])
    tagged.unit = "ms"
    out = [
        None,
        True,
        0,
        10**40,
        2.5,
        "text",
        b"\0bytes",
        {"nested": [1, {"deep": (None, 2.5)}]},
        {i: str(i) * 3 for i in range(20000)},
        h.Vector(),
        h.Vector([1, 2, 3]),
        h.Vector(range(20000)),
        [h.Vector(10000, 1), h.Vector(3, 2), h.Vector(10000, 3)],
        tagged,
    ]
    if numpy is not None:
        out += [
            numpy.arange(12.0).reshape(3, 4),
            numpy.arange(100000),
            numpy.asfortranarray(numpy.arange(60000.0).reshape(200, 300)),
            {"a": numpy.ones(9000), "b": numpy.ones(3, "f4"), "c": [numpy.zeros(5000, complex)]},
        ]
    return out


def alike(a, b):
    if type(a) is not type(b):
        return False
    if numpy is not None and isinstance(a, numpy.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and bool((a == b).all())
    if isinstance(a, h.Vector):
        return list(a) == list(b) and getattr(a, "unit", None) == getattr(b, "unit", None)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b))
    return a == b


def raises(kind, call, *args):
    try:
        call(*args)
    except kind as error:
        return str(error)
    raise AssertionError("%s did not raise" % call)


for expected, mine in zip(things(), things()):
    for root in (0, last):
        got = pc.py_broadcast(mine if me == root else "ignored", root)
        assert alike(got, expected), (got, expected)
        assert me != root or got is mine
        got = pc.py_gather(mine, root)
        assert alike(got, [expected] * n) if me == root else got is None
        got = pc.py_scatter([(mine, i) for i in range(n)] if me == root else None, root)
        assert alike(got, (expected, me)), (got, expected)
    assert alike(pc.py_allgather([mine, me]), [[expected, i] for i in range(n)])
    assert alike(pc.py_alltoall([(me, i, mine) for i in range(n)]), [(i, me, expected) for i in range(n)])

# what arrives is a copy of its own that can be written, also in the rank's own place
v = h.Vector(range(20000))
got = pc.py_alltoall([v] * n)
if n > 1:
    got[me].fill(7)
    assert v[1] == 1 and got[(me + 1) % n][1] == 1
got = [pc.py_broadcast(h.Vector(20000, k), 0) for k in range(3)]
assert [x[0] for x in got] == [0, 1, 2]
x = pc.py_broadcast(h.Vector(20000, 1), 0)
x.append(5)
assert x.size() == 20001

# forms
assert pc.py_broadcast(obj=me, root=last) == last
assert pc.py_gather(me) == (list(range(n)) if me == 0 else None)
assert pc.py_scatter(tuple(range(n))) == me
assert pc.py_alltoall(list(range(n)), 100) == [me] * n
assert pc.py_alltoall(range(n)) == [me] * n
sizes = pc.py_alltoall([h.Vector(10000)] * n, -1)
assert type(sizes) is tuple and sizes[0] == sizes[1] > 80000 * n

# a failure on one rank raises on all, and the ranks stay in step
for call, good in (
    (pc.py_broadcast, 1),
    (pc.py_gather, 1),
    (pc.py_allgather, 1),
    (pc.py_scatter, [1] * n),
    (pc.py_alltoall, [1] * n),
):
    collective = call in (pc.py_allgather, pc.py_alltoall)
    bad = [Unpicklable()] * n if isinstance(good, list) else Unpicklable()
    if n == 1 and not isinstance(good, list):
        continue  # nothing travels
    root = [] if collective else [0]
    if me == 0:
        assert "not this one" in raises(KeyError, call, bad, *root)
    else:
        message = raises(RuntimeError, call, good, *root)
        assert "rank 0" in message and "not this one" in message
    if isinstance(good, list):
        for wrong, kind in (([1] * (n + 1), ValueError), (3.5, TypeError)):
            if me == 0:
                raises(kind, call, wrong, *root)
            else:
                assert "rank 0" in raises(RuntimeError, call, good, *root)
    assert pc.allreduce(1, 1) == n
for call in (pc.py_broadcast, pc.py_gather, pc.py_scatter):
    raises(IndexError, call, [1] * n, n)
    raises(IndexError, call, [1] * n, -1)
pc.barrier()
print("ok", flush=True)
