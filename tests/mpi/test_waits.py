"""Ranks that wait for others in a run, no longer than ParallelContext.timeout(); what a dry run foretold of them."""

import ast
import textwrap
import time

import pytest

pytestmark = pytest.mark.xdist_group("mpi")

# Rank 1 computes on for some seconds in the middle of a run; the others have a patience of `patience` seconds.
LATE = """
    import time
    from neuron import h
    h.nrnmpi_init()
    pc = h.ParallelContext()
    rank, ranks = int(pc.id()), int(pc.nhost())
    pc.set_gid2node(rank, rank)
    cell = h.IntFire1()
    pc.cell(rank, h.NetCon(cell, None))
    link = pc.gid_connect((rank + 1) %% ranks, cell)
    link.delay = 1
    pc.timeout(%g)
    pc.set_maxstep(10)
    h.finitialize()

    def compute():
        end = time.time() + %g
        while time.time() < end:
            pass

    if rank == 1:
        h.CVode().event(5, compute)
    try:
        pc.psolve(20)
        print(rank, "came to", round(h.t), flush=True)
    except Exception as error:
        print(rank, type(error).__name__, error, flush=True)
        raise SystemExit(3)
    pc.barrier()
    h.quit()
    """


def late(mpi, ranks, patience, busy):
    return mpi.code(ranks, textwrap.dedent(LATE % (patience, busy)), seconds=30)


@pytest.mark.parametrize("ranks", [2, 3])
def test_rank_that_does_not_come(mpi, ranks):
    """Those that wait name it, and it is told when it comes. No rank hangs."""
    start = time.time()
    out = late(mpi, ranks, 0.8, 2.5)
    assert out.status != 0 and time.time() - start < 15
    assert "psolve() has waited" in out.out and "s for rank 1: " in out.out and "timeout()" in out.out
    assert out.out.count("ParallelError") == ranks and "came to" not in out.out


@pytest.mark.parametrize("patience", [0, 20])
def test_rank_that_comes_in_time(mpich, patience):
    out = late(mpich, 2, patience, 1.0).check()
    assert sorted(out.lines)[:2] == ["0 came to 20", "1 came to 20"]


@pytest.mark.parametrize("wiring", ["random", "copies"])
def test_dry_run_tells_what_ranks_find(mpich, wiring):
    told = [ast.literal_eval(line) for line in mpich.run(0, programs(mpich, wiring, "plan")).check().lines]
    out = mpich.run(2, programs(mpich, wiring, "real")).check()
    found = [ast.literal_eval(line) for line in out.lines if line.startswith("(")]
    assert len(told) == len(found) == 2
    for plan, real in zip(told, found):
        assert (plan[0], plan[1], plan[3], plan[4]) == (real[0], real[1], real[3], real[4])
        assert plan[2] == pytest.approx(real[2], rel=0.02)
        assert real[2] > 4000


def programs(mpi, *arguments):
    return [mpi.program_path("dry_run")] + list(arguments)
