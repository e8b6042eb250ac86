"""All collectives of numbers, Vectors and strings; prints "ok" on every rank."""

import math
import sys

from neuron import h

assert h.nrnmpi_init() == 0 and h.nrnmpi_init() == 0
pc = h.ParallelContext()
me, n = pc.id(), pc.nhost()
assert type(me) is int and type(n) is int and 0 <= me < n
assert (pc.id_world(), pc.nhost_world(), pc.id_bbs(), pc.nhost_bbs()) == (me, n, me, n)
assert str(pc).startswith("ParallelContext[")
last = n - 1


def raises(kind, call, *args):
    try:
        call(*args)
    except kind as error:
        return str(error)
    raise AssertionError("%s%r did not raise" % (call, args))


waited = pc.barrier()
assert type(waited) is float and 0 <= waited < 60
before = pc.time()
assert pc.time() >= before

# numbers
assert pc.allreduce(me + 1, 1) == n * (n + 1) / 2
assert pc.allreduce(me + 1, 2) == n and pc.allreduce(me + 1, 3) == 1
gathered = h.Vector()
assert pc.allgather(me * 10.5, gathered) == 0
assert list(gathered) == [i * 10.5 for i in range(n)]

# Vectors; above and below the size from which they travel another way
for size in (0, 1, 3, 7000, 100000):
    v = h.Vector(size, me + 1)
    assert pc.allreduce(v, 1) == 0 and v.size() == size
    assert list(v) == [n * (n + 1) / 2] * size
    v = h.Vector(range(size)) if me == last else h.Vector(2, -1)
    assert pc.broadcast(v, last) == size
    assert v.size() == size and (size == 0 or v[size - 1] == size - 1)
v = h.Vector([me, -me, math.pi])
view = memoryview(v) if sys.version_info >= (3, 9) else v
pc.allreduce(v, 2)
assert list(v) == [last, 0, math.pi] == list(view)

# strings
for text in ("", "hello", "Übergröße", "x" * 200000):
    s = h.ref(text if me == 0 else "something else")
    assert pc.broadcast(s, 0) == len(text.encode()) and s[0] == text

# alltoall: rank i sends j + 1 elements to rank j
counts = h.Vector([j + 1 for j in range(n)])
source = h.Vector([100 * me + j for j in range(n) for _ in range(j + 1)])
result = h.Vector()
assert pc.alltoall(source, counts, result) == 0
assert list(result) == [100 * i + me for i in range(n) for _ in range(me + 1)]
pc.alltoall(source, counts, source)
assert list(source) == list(result)
pc.alltoall(counts, h.Vector(n, 1), result)
assert list(result) == [me + 1] * n
big = h.Vector(50000 * n, me)
pc.alltoall(big, h.Vector(n, 50000), result)
assert result.size() == 50000 * n and result[0] == 0 and result[result.size() - 1] == last
pc.alltoall(h.Vector(), h.Vector(n), result)
assert result.size() == 0

# mistakes raise on every rank, and the ranks stay in step
assert "vcnts" in raises(ValueError, pc.alltoall, source, h.Vector(n + 1, 1), result)
if me == last:
    assert "adds up" in raises(ValueError, pc.alltoall, source, h.Vector(n, 0), result)
else:
    message = raises(RuntimeError, pc.alltoall, h.Vector(n), h.Vector(n, 1), result)
    assert "rank %d" % last in message
assert n == 1 or "size" in raises(ValueError, pc.allreduce, h.Vector(3 + (me == 0)), 1)
assert "reference to no string" in raises(TypeError, pc.broadcast, h.ref(5.0 if me == 0 else "x"), 0)
for root in (n, -1):
    raises(IndexError, pc.broadcast, h.Vector(1), root)
raises(ValueError, pc.allreduce, 1, 4)
raises(TypeError, pc.allreduce, "x", 1)
raises(TypeError, pc.broadcast, [1], 0)
raises(TypeError, pc.barrier, 1)
assert pc.allreduce(1, 1) == n

assert (pc.mpiabort_on_error(0), pc.mpiabort_on_error(1), pc.mpiabort_on_error(1)) == (1, 0, 1)
assert (pc.nthread(), pc.nworker(), pc.t(0), pc.dt(0)) == (1, 0, h.t, h.dt)
assert "CoreNEURON" in raises(NotImplementedError, pc.nrncore_write)
pc.barrier()
print("ok", flush=True)
