"""How long ParallelContext's collectives of large Vectors take, beside mpi4py's on NumPy arrays.

    mpiexec -n 2 python tests/bench/bench_mpi.py [elements]

Prints one JSON object on rank 0: for each call the median time of one call [ms] here and in mpi4py, and the
ratio of both. The calls take turns, so that a busy machine slows both alike; each round starts with a
barrier, and its time is that of the slowest rank.
"""

import json
import sys

import numpy
from mpi4py import MPI

from neuron import h

ROUNDS = 40
WARM_UP = 5

comm = MPI.COMM_WORLD
rank, size = comm.rank, comm.size


def elapsed(call):
    """Time of one call on the slowest rank [ms]; the result lives until the next call, as in a loop."""
    comm.Barrier()
    start = MPI.Wtime()
    call()
    return comm.allreduce((MPI.Wtime() - start) * 1e3, MPI.MAX)


def compare(ours, theirs):
    times = ([], [])
    for _ in range(ROUNDS):
        for call, taken in zip((ours, theirs), times):
            taken.append(elapsed(call))
    mine, other = (float(numpy.median(taken[WARM_UP:])) for taken in times)
    return {"neuron_ms": round(mine, 4), "mpi4py_ms": round(other, 4), "ratio": round(mine / other, 3)}


def broadcast_case(pc, n):
    vector = h.Vector(n, 1.5)
    array = numpy.full(n, 1.5)
    last = {}

    def ours():
        last["x"] = pc.py_broadcast(vector if rank == 0 else None, 0)

    def theirs():
        comm.Bcast(array, root=0)

    result = compare(ours, theirs)
    assert last["x"].size() == n and last["x"].x[n - 1] == 1.5
    return result


def alltoall_case(pc, n):
    """Every rank sends n elements to every rank, itself included."""
    vectors = [h.Vector(n, rank * 10 + i) for i in range(size)]
    sent = numpy.concatenate([numpy.full(n, rank * 10.0 + i) for i in range(size)])
    received = numpy.empty_like(sent)
    counts = [n] * size
    last = {}

    def ours():
        last["x"] = pc.py_alltoall(vectors)

    def theirs():
        comm.Alltoallv([sent, counts], [received, counts])

    result = compare(ours, theirs)
    assert [v.x[n - 1] for v in last["x"]] == [i * 10 + rank for i in range(size)]
    return result


def vector_broadcast_case(pc, n):
    vector = h.Vector(n, 1.5)
    array = numpy.full(n, 1.5)
    return compare(lambda: pc.broadcast(vector, 0), lambda: comm.Bcast(array, root=0))


def small_case(pc):
    """A small dict: mpi4py's own pickling call is the measure."""
    thing = {"amp": 0.3, "name": "stim"}
    return compare(lambda: pc.py_broadcast(thing, 0), lambda: comm.bcast(thing, root=0))


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10**6
    pc = h.ParallelContext()
    result = {
        "ranks": size,
        "elements": n,
        "library": MPI.Get_library_version().split("\n")[0].strip("\0"),
        "py_broadcast": broadcast_case(pc, n),
        "py_alltoall": alltoall_case(pc, n),
        "broadcast": vector_broadcast_case(pc, n),
        "py_broadcast of a small dict (against bcast)": small_case(pc),
    }
    if rank == 0:
        print(json.dumps(result, indent=1), flush=True)


main()
