"""How runs end: errors on one rank, interrupts, missing MPI. Nothing may hang, no rank may fail unseen."""

import json
import os
import signal
import textwrap
import time

import pytest

pytestmark = pytest.mark.xdist_group("mpi")


def program(body):
    """A program that connects the ranks and then does what `body` says."""
    start = """
        import os, signal, sys, threading, time
        from neuron import h
        h.nrnmpi_init()
        pc = h.ParallelContext()
        """
    return textwrap.dedent(start) + textwrap.dedent(body)


# ---- exceptions ----

RAISE = """
    if pc.id() == 1:
        raise ValueError('this is it')
    """


def test_uncaught_exception_ends_all_ranks(any_mpi):
    """Rank 0 would wait for ever; the traceback of rank 1 is seen."""
    start = time.time()
    out = any_mpi.code(2, program(RAISE) + "pc.barrier()")
    assert out.status != 0 and time.time() - start < 10
    assert "Traceback" in out.err and "ValueError: this is it" in out.err


def test_uncaught_exception_while_others_compute(mpich):
    out = mpich.code(2, program(RAISE) + "time.sleep(50)", seconds=10)
    assert out.status != 0 and "ValueError: this is it" in out.err


def test_uncaught_exception_in_a_thread(mpich):
    body = """
        def work():
            raise ValueError('in a thread')
        if pc.id() == 1:
            threading.Thread(target=work).start()
        pc.barrier()
        time.sleep(50)
        """
    out = mpich.code(2, program(body), seconds=10)
    assert out.status != 0 and "ValueError: in a thread" in out.err


def test_mpiabort_on_error_off(mpich):
    """The rank that fails ends alone; nobody waits for it here."""
    body = """
        pc.mpiabort_on_error(0)
        if pc.id() == 1:
            raise ValueError('alone')
        time.sleep(1)
        print('finished', flush=True)
        """
    out = mpich.code(2, program(body), seconds=20)
    assert out.status != 0 and "ValueError: alone" in out.err and "finished" in out.out


def test_task_that_fails_ends_all(mpich):
    """Wherever it ran, its traceback is seen."""
    body = """
        sys.path.insert(0, %r)
        from failing import fails
        pc.runworker()
        pc.submit(fails)
        pc.working()
        pc.done()
        """
    out = mpich.code(2, program(body % os.path.join(os.path.dirname(__file__), "programs")), seconds=20)
    assert out.status != 0 and "OverflowError: too much" in out.err and "in fails" in out.err


# ---- ranks that end ----


@pytest.mark.parametrize("end", ["sys.exit(3)", "h.quit(3)", "h.quit()", "sys.exit()"])
def test_rank_that_leaves_while_others_wait_for_it(mpi, end):
    """The waiting rank raises, and says why."""
    out = mpi.code(2, program("if pc.id() == 1:\n    %s\npc.barrier()" % end), seconds=20)
    assert out.status != 0
    assert "ParallelError: barrier() waits for rank 1, which has ended its program" in out.err


def test_rank_0_leaves_while_others_wait_for_it(mpich):
    out = mpich.code(4, program("if pc.id() == 0:\n    sys.exit()\npc.py_allgather(1)"), seconds=20)
    assert out.status != 0 and "py_allgather() waits for rank 0" in out.err


def test_rank_that_leaves_a_subworld(mpich):
    body = """
        pc.subworlds(2)
        if pc.id_world() == 2:
            sys.exit()
        if pc.id_world() == 3:
            pc.barrier()
        """
    out = mpich.code(4, program(body), seconds=20)
    assert out.status != 0 and "barrier() waits for rank 0" in out.err


def test_ranks_may_end_at_different_times(mpi):
    """Having done its part, a rank may end; the last collective completes for the late ones."""
    body = """
        if pc.id() == 1:
            time.sleep(1.5)
        x = pc.py_broadcast('done', 0)
        if pc.id() == 1:
            time.sleep(0.5)
            print(x)
        """
    out = mpi.code(2, program(body)).check()
    assert out.lines == ["numprocs=2", "done"]  # what rank 0 prints first is seen first


def test_exit_status_of_a_rank_is_seen(mpi):
    out = mpi.code(2, program("pc.barrier()\nsys.exit(3 if pc.id() == 1 else 0)"))
    assert out.status != 0 and "Traceback" not in out.err


def test_quit_ends_in_order(any_mpi):
    body = """
        import atexit
        atexit.register(print, 'last words', flush=True)
        pc.barrier()
        h.quit()
        print('not here')
        """
    out = any_mpi.code(2, program(body)).check()
    assert sorted(out.lines) == ["last words", "last words", "numprocs=2"] and out.err == ""


def test_end_without_quit(any_mpi):
    out = any_mpi.code(2, program("pc.barrier()")).check()
    assert out.lines == ["numprocs=2"] and out.err == ""


# ---- interrupts and threads ----

WAITS = ["pc.barrier()", "pc.py_alltoall([h.Vector(100000)] * 2)", "pc.take('never posted')"]


@pytest.mark.parametrize("call", WAITS)
def test_interrupt(mpi, call):
    """Ctrl-C while a rank waits for another one."""
    body = """
        if pc.id() == 1:
            time.sleep(4)
            os._exit(0)
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        start = time.time()
        try:
            %s
        except KeyboardInterrupt:
            print('interrupted after', time.time() - start, flush=True)
            os._exit(0)
        """
    out = mpi.code(2, program(body % call), seconds=20)
    words = [line for line in out.lines if line.startswith("interrupted after")]
    assert len(words) == 1, out.out + out.err
    # The signal comes after 0.5 s; the other rank ends after 4 s.
    assert 0.4 < float(words[0].split()[-1]) < 3.0


def test_interrupt_of_the_launcher(mpich):
    body = """
        print('ready', flush=True)
        if pc.id() == 1:
            time.sleep(50)
        pc.barrier()
        """
    process = mpich.start(2, ["-c", program(body)])
    for _ in range(3):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode != 0


def test_other_threads_run_while_a_rank_waits(mpich):
    body = """
        ticks = []
        def tick():
            for _ in range(20):
                ticks.append(1)
                time.sleep(0.01)
        threading.Thread(target=tick).start()
        if pc.id() == 1:
            time.sleep(0.8)
        pc.barrier()
        assert len(ticks) == 20, len(ticks)
        pc.barrier()
        """
    mpich.code(2, program(body)).check()


def test_two_threads_may_not_talk_at_once(mpich):
    body = """
        said = []
        def work():
            time.sleep(0.2)
            try:
                pc.barrier()
            except RuntimeError as error:
                said.append(str(error))
        if pc.id() == 0:
            thread = threading.Thread(target=work)
            thread.start()
            pc.barrier()
            thread.join()
            assert 'another thread' in said[0]
        else:
            time.sleep(0.6)
            pc.barrier()
        """
    mpich.code(2, program(body)).check()


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
        for words in ("2 ranks were launched (PMI_SIZE=2", "looked for libmpi.so.12", "pip install"):
            assert words in line


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
    found = report(mpich.run(0, ["-c", "from neuron import hoc\nprint(hoc._mpi_report())"]))
    paths = [c["path"] for c in found["candidates"] if c["usable"]]
    assert paths[0].endswith("/lib/libmpi.so.12")
    assert found["library"] is None and found["open"] is False and found["launcher"]["launched"] is False
    assert set(found["candidates"][0]) == {"path", "origin", "family", "usable", "chosen", "reason"}


def test_report_of_a_run(any_mpi):
    text = """
        import io, sys
        from neuron import h, hoc
        sys.stdout, real = io.StringIO(), sys.stdout
        h.nrnmpi_init()
        pc = h.ParallelContext()
        if pc.id() == 1:
            real.write(hoc._mpi_report())
            real.flush()
        pc.barrier()
        """
    found = report(any_mpi.code(2, textwrap.dedent(text)))
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
