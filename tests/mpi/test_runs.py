"""Programs under mpiexec, with each MPI library and with mpi4py imported before or not."""

import pytest

pytestmark = pytest.mark.xdist_group("mpi")


def test_slide(any_mpi):
    """The README's program: every rank takes part, and what rank 0 prints comes once."""
    out = any_mpi.program(2, "slide").check()
    assert sorted(out.lines) == ["0 1 2 3 4", "numprocs=2"]
    assert out.err == ""


def test_collectives(any_mpi):
    assert any_mpi.program(2, "collectives").check().out.count("ok") == 2


def test_objects(any_mpi):
    assert any_mpi.program(2, "objects").check().out.count("ok") == 2


@pytest.mark.parametrize("name", ["collectives", "objects"])
@pytest.mark.parametrize("ranks", [1, 4])
def test_other_numbers_of_ranks(mpich, name, ranks):
    assert mpich.program(ranks, name).check().out.count("ok") == ranks


def test_bulletin_board(mpi):
    assert mpi.program(2, "bulletin").check().out.count("ok") == 1


@pytest.mark.parametrize("ranks", [1, 4])
def test_bulletin_board_of_other_sizes(mpich, ranks):
    assert mpich.program(ranks, "bulletin").check().out.count("ok") == 1


def test_master_ends_without_done(mpich):
    mpich.program(3, "bulletin", "quit").check()


def test_subworlds(mpi):
    assert mpi.program(4, "subworlds").check().out.count("ok") == 1


@pytest.mark.parametrize("ranks", [2, 3])
def test_subworlds_of_other_sizes(mpich, ranks):
    assert mpich.program(ranks, "subworlds").check().out.count("ok") == 1


def test_environment_asks_for_mpi(mpi):
    mpi.variables["NEURON_INIT_MPI"] = "1"
    out = mpi.code(2, "from neuron import h\npc = h.ParallelContext()\nprint(pc.nhost(), flush=True)").check()
    assert sorted(out.lines) == ["2", "2", "numprocs=2"]


def test_nobody_asks_for_mpi(mpich):
    """As in NEURON: without nrnmpi_init() and mpi4py each process is alone."""
    out = mpich.code(2, "from neuron import h\nprint(h.ParallelContext().nhost(), flush=True)").check()
    assert out.lines == ["1", "1"]


def test_mpi_started_later(mpich):
    """A ParallelContext made before nrnmpi_init() sees the ranks afterwards."""
    out = mpich.code(
        2,
        "from neuron import h\npc = h.ParallelContext()\nassert pc.nhost() == 1\n"
        "h.nrnmpi_init()\nassert pc.nhost() == 2 == pc.allreduce(1, 1)\npc.barrier()",
    ).check()
    assert out.lines == ["numprocs=2"]


@pytest.mark.parametrize("name", ["collectives", "objects", "bulletin"])
def test_without_launcher(mpich, without_mpi, name):
    """python program.py: one rank, whether an MPI library is installed or not."""
    assert mpich.alone(name).check().out.count("ok") == 1
    assert without_mpi.alone(name).check().out.count("ok") == 1
