"""The same spikes on any number of ranks and threads; errors in runs that several ranks take part in."""

import textwrap
import time

import pytest

pytestmark = pytest.mark.xdist_group("mpi")

LEAST_SPIKES = {"ring": 100, "intfire": 10000, "gaps": 30, "detailed": 100, "split": 30}


def spikes(out):
    """'count digest' of a run of programs/networks.py."""
    lines = [line for line in out.check().lines if not line.startswith("numprocs")]
    assert len(lines) == 1, out.out
    return lines[0]


@pytest.fixture(scope="module")
def alone(environments):
    """What one process without MPI gives, by network."""
    known = {}

    def get(launch, name):
        if name not in known:
            known[name] = spikes(launch.run(0, [launch.program_path("networks"), name]))
            assert int(known[name].split()[0]) >= LEAST_SPIKES[name]
        return known[name]

    return get


@pytest.mark.parametrize("name", sorted(LEAST_SPIKES))
@pytest.mark.parametrize("ranks", [1, 2, 4])
def test_same_spikes_on_ranks(mpich, alone, name, ranks):
    assert spikes(mpich.program(ranks, "networks", name)) == alone(mpich, name)


@pytest.mark.parametrize("name", sorted(LEAST_SPIKES))
@pytest.mark.parametrize("threads", [2, 4])
def test_same_spikes_on_threads(mpich, alone, name, threads):
    assert spikes(mpich.run(0, [mpich.program_path("networks"), name, threads])) == alone(mpich, name)


@pytest.mark.parametrize("name", ["ring", "intfire"])
def test_same_spikes_compressed(mpich, alone, name):
    assert spikes(mpich.program(2, "networks", name, "1", "compress")) == alone(mpich, name)


def test_same_spikes_on_threads_of_ranks(mpich, alone):
    assert spikes(mpich.program(2, "networks", "detailed", "2")) == alone(mpich, "detailed")


@pytest.mark.parametrize("name", ["ring", "gaps", "split"])
def test_same_spikes_with_every_library(any_mpi, mpich, alone, name):
    assert spikes(any_mpi.program(2, "networks", name)) == alone(mpich, name)


# ---- ParallelNetManager ----


@pytest.mark.parametrize("ranks", [1, 2, 3])
def test_manager(mpich, ranks):
    """A ring of 16 cells with delays of 2 ms: the gid of a spike follows from its time."""
    lines = [
        line for line in mpich.program(ranks, "manager").check().lines if not line.startswith("numprocs")
    ]
    about, first, start, gathered, head = lines[:5]
    mine = [[gid for gid in range(16) if (gid + 1) % ranks == rank] for rank in range(ranks)]
    assert about == repr([[gids, len(gids), len(gids), len(gids)] for gids in mine])
    ring = [(1.0 + 2 * k, float((4 + k) % 16)) for k in range(15)]
    assert first == repr(ring[:10]) and gathered == repr(ring) and start == "0.0 0"
    assert head.split("\t") == ["id", "wait [s]", "most sent", "sent", "received", "used"]
    rows = sorted(line.split("\t") for line in lines[5:])
    assert [int(row[0]) for row in rows] == list(range(ranks))
    # A spike is sent when the next cell lives on another rank.
    sent = [sum(gid in gids and (gid + 1) % 16 not in gids for _, gid in ring) for gids in mine]
    assert [int(row[3]) for row in rows] == sent
    assert [int(row[4]) for row in rows] == [sum(sent) - own for own in sent]


# ---- errors ----

PAIR = """
    from neuron import h
    h.nrnmpi_init()
    pc = h.ParallelContext()
    rank = int(pc.id())
    cell = h.IntFire1()
    stim = h.NetStim()
    stim.interval, stim.number, stim.start = 2, 1e9, 0.5
    pc.set_gid2node(rank, rank)
    own = h.NetCon(cell, None)
    pc.cell(rank, own)
    drive = h.NetCon(stim, cell)
    drive.weight[0] = 2
    other = pc.gid_connect(1 - rank, cell)
    other.delay, other.weight[0] = 2, 0.1
    at = h.CVode().event
    """
RUN = """
    pc.set_maxstep(10)
    h.finitialize(-65)
    pc.psolve(50)
    print("came to", h.t, flush=True)
    pc.barrier()
    h.quit()
    """


def pair(before, run=RUN):
    return "\n".join(textwrap.dedent(part) for part in (PAIR, before, run))


def fails(launch, text, *words):
    start = time.time()
    out = launch.code(2, text)
    assert out.status != 0 and time.time() - start < 10, out.out + out.err
    for word in words:
        assert word in out.err, out.err


def test_a_gid_with_cells_on_two_ranks(mpich):
    fails(
        mpich,
        pair("pc.set_gid2node(7, rank)\nagain = h.IntFire1()\nnc = h.NetCon(again, None)\npc.cell(7, nc)"),
        "gid 7 has a cell on rank 0 and one on rank 1",
    )


def test_a_delay_below_the_step(mpich):
    fails(mpich, pair("other.delay = 0.01"), "a connection from gid", "0.01 ms", "h.dt smaller")


def test_a_delay_of_nothing(mpich):
    fails(mpich, pair("if rank: other.delay = 0"), "from gid 0 on rank 1 has a delay of 0 ms")


def test_a_delay_that_is_shortened_in_the_run(mpich):
    late = """
        h.finitialize(-65)
        def shorten():
            other.delay = 0.5
        start = h.FInitializeHandler(lambda: at(20.3, shorten))
        """
    fails(mpich, pair(late), "too late for a delay of 0.5 ms", "set_maxstep()")


def test_a_callback_that_raises_on_one_rank(any_mpi):
    body = """
        def boom():
            if rank == 1:
                raise ValueError("this is it")
        start = h.FInitializeHandler(lambda: at(20.3, boom))
        """
    caught = """
        pc.set_maxstep(10)
        h.finitialize(-65)
        try:
            pc.psolve(50)
        except Exception as error:
            print(rank, type(error).__name__, "this is it" in str(error), flush=True)
        h.finitialize(-65)
        pc.psolve(10)
        print(rank, "again", round(h.t, 6), flush=True)
        pc.barrier()
        h.quit()
        """
    out = any_mpi.code(2, pair(body, caught)).check()
    text = [line for line in out.lines if not line.startswith("numprocs")]
    assert sorted(text) == ["0 ParallelError True", "0 again 10.0", "1 ValueError True", "1 again 10.0"]


def test_a_callback_that_raises_and_nobody_catches(mpich):
    body = """
        def boom():
            if rank == 1:
                raise ValueError("this is it")
        start = h.FInitializeHandler(lambda: at(20.3, boom))
        """
    fails(mpich, pair(body), "Traceback", "ValueError: this is it")


def test_a_rank_that_is_killed(mpich):
    body = """
        import os, signal
        start = h.FInitializeHandler(lambda: at(20.3, lambda: os.kill(os.getpid(), signal.SIGKILL) if rank else None))
        """
    fails(mpich, pair(body))


def test_different_ends(mpich):
    fails(
        mpich,
        pair("", RUN.replace("psolve(50)", "psolve(50 if rank else 40)")),
        "all ranks must run to the same time",
    )


def test_different_steps(mpich):
    body = """
        def change():
            if rank:
                h.dt = 0.05
        start = h.FInitializeHandler(lambda: at(20.3, change))
        """
    fails(mpich, pair(body), "all ranks must make the same steps")


def test_different_numbers_of_steps(mpich):
    steps = """
        pc.set_maxstep(10)
        h.finitialize(-65)
        for _ in range(300 if rank else 400):
            h.fadvance()
        pc.barrier()
        """
    fails(mpich, pair("", steps), "all ranks must make the same collective calls")


def test_a_gid_that_nobody_has(mpich):
    out = mpich.code(2, pair("lost = pc.gid_connect(99, cell)")).check()
    assert "rank 0 waits for spikes of gid 99" in out.err or "rank 1 waits for spikes of gid 99" in out.err
    assert out.out.count("came to") == 2


GAP = """
    from neuron import h
    h.nrnmpi_init()
    pc = h.ParallelContext()
    rank = int(pc.id())
    soma = h.Section(name="soma")
    soma.insert("hh")
    gap = h.SEClamp(soma(0.5))
    gap.dur1, gap.rs = 1e9, 100
    pc.source_var(soma(0.5)._ref_v, rank, sec=soma)
    pc.target_var(gap, gap._ref_amp1, 1 - rank)
    """
GAP_RUN = "pc.setup_transfer()\nh.finitialize(-65)\npc.psolve(5)\npc.barrier()\nh.quit()\n"


def gap(body, run=GAP_RUN):
    return "\n".join([textwrap.dedent(GAP), textwrap.dedent(body), run])


def test_a_source_on_two_ranks(mpich):
    fails(
        mpich, gap("pc.source_var(soma(0.5)._ref_v, 9, sec=soma)"), "sid 9 is in use on rank 0 and on rank 1"
    )


def test_a_target_without_a_source(mpich):
    fails(
        mpich,
        gap("if rank: pc.target_var(gap, gap._ref_amp1, 55)"),
        "No source_var for target_var sid = 55 on rank 1",
    )


def test_a_transfer_that_is_not_set_up(mpich):
    fails(
        mpich,
        gap(
            "",
            "pc.setup_transfer()\nif rank: pc.target_var(gap, gap._ref_amp1, 0)\n"
            + GAP_RUN.split("\n", 1)[1],
        ),
        "setup_transfer() has not seen",
    )


def test_only_one_rank_sets_up(mpich):
    fails(
        mpich,
        gap("", "pc.setup_transfer() if rank else pc.barrier()\n"),
        "in setup_transfer()",
        "in barrier()",
    )


def test_a_source_that_is_deleted_in_the_run(mpich):
    body = """
        def remove():
            if rank:
                h.delete_section(sec=soma)
        start = h.FInitializeHandler(lambda: h.CVode().event(3, remove))
        """
    fails(mpich, gap(body), "the source of transfer 1 is gone", "rank 1 stopped")


SPLIT = """
    from neuron import h
    h.nrnmpi_init()
    pc = h.ParallelContext()
    rank, ranks = int(pc.id()), int(pc.nhost())
    sections = []
    for i in range(3):
        section = h.Section(name="part%d" % i)
        section.L, section.diam, section.nseg = 100 + 50 * i, 8 - 3 * i, 5
        section.insert("hh")
        sections.append(section)
    here = [i for i in range(3) if i % ranks == rank]
    for i in range(3):
        if i not in here:
            h.delete_section(sec=sections[i])
    stim = h.IClamp(sections[0](0.5)) if 0 in here else None
    if stim:
        stim.delay, stim.dur, stim.amp = 1, 2, 0.5
    """
SPLIT_RUN = """
    pc.set_maxstep(10)
    h.finitialize(-65)
    pc.psolve(6)
    for i in here:
        print("v", i, repr(sections[i](0.5).v), flush=True)
    pc.barrier()
    h.quit()
    """
JOIN = """
    for i in here:
        if i < 2:
            pc.multisplit(sections[i](1), i)
        if i > 0:
            pc.multisplit(sections[i](0), i - 1)
    pc.multisplit()
    """


def split(body, run=SPLIT_RUN):
    return "\n".join(textwrap.dedent(part) for part in (SPLIT, body, run))


def middles(out):
    return dict(line.split()[1:] for line in out.check().lines if line.startswith("v "))


def test_a_cell_whose_roots_are_joined(any_mpi):
    """splitcell_connect on two ranks gives what a connection on one does."""
    whole = middles(
        any_mpi.code(1, split("sections[1].connect(sections[0](0))\nsections[2].connect(sections[0](1))"))
    )
    joined = middles(
        any_mpi.code(
            2,
            split(
                "if rank == 0: sections[2].connect(sections[0](1))\npc.splitcell_connect(1 - rank, sec=sections[rank])"
            ),
        )
    )
    assert sorted(whole) == ["0", "1", "2"]
    assert {i: float(v) for i, v in joined.items()} == pytest.approx(
        {i: float(v) for i, v in whole.items()}, rel=1e-12
    )


def test_a_cell_on_one_two_and_three_ranks(mpich):
    alone = middles(mpich.code(1, split(JOIN)))
    assert sorted(alone) == ["0", "1", "2"]
    assert middles(mpich.code(2, split(JOIN))) == alone
    assert middles(mpich.code(3, split(JOIN))) == alone
    assert middles(mpich.code(4, split(JOIN))) == alone  # one rank has nothing


def test_manager_splits_a_cell(mpich):
    """ParallelNetManager.splitcell: each of two ranks keeps its part of a cell that both have made."""
    text = """
        from neuron import h
        h.nrnmpi_init()
        h.load_file("netparmpi.hoc")
        h("create soma, dend, tip")
        for i, (section, parent) in enumerate(((h.soma, None), (h.dend, h.soma), (h.tip, h.dend))):
            section.L, section.diam, section.nseg = 20 + 150 * i, 20 / (1 + 5 * i), 1 + 6 * i
            section.insert("hh")
            if parent:
                section.connect(parent(1))
        stim = h.IClamp(h.soma(0.5))
        stim.delay, stim.dur, stim.amp = 1, 1, 2
        manager = h.ParallelNetManager(1)
        if manager.nhost > 1:
            manager.splitcell(1, 0, sec=h.dend)
        manager.set_maxstep(10)
        h.finitialize(-65)
        manager.psolve(5)
        for section in h.allsec():
            print("v", section.name(), repr(section(0.5).v), flush=True)
        manager.pc.barrier()
        h.quit()
        """
    whole = middles(mpich.code(1, textwrap.dedent(text)))
    parts = middles(mpich.code(2, textwrap.dedent(text)))
    assert sorted(whole) == ["dend", "soma", "tip"]
    assert {name: float(v) for name, v in parts.items()} == pytest.approx(
        {name: float(v) for name, v in whole.items()}, rel=1e-12
    )


def test_only_one_rank_joins_its_root(mpich):
    fails(
        mpich,
        split("if rank: pc.splitcell_connect(0, sec=sections[1])"),
        "splitcell_connect(0) was called on rank 1, and splitcell_connect(1) was not on rank 0",
    )


def test_a_piece_that_cannot_be_told(mpich):
    fails(
        mpich,
        split("if rank: pc.multisplit(sections[1](0), 8)\n" + textwrap.dedent(JOIN)),
        "part1(0) has sid 8 and sid 0",
        "rank 1 cannot tell which cells are split",
    )


def test_a_piece_that_ends_in_the_run(mpich):
    late = """
        def remove():
            if rank:
                h.delete_section(sec=sections[1])
        start = h.FInitializeHandler(lambda: h.CVode().event(3, remove))
        """
    fails(
        mpich,
        split(textwrap.dedent(JOIN) + textwrap.dedent(late)),
        "the section of sid 1 is gone",
    )


def test_one_rank_shows_progress(mpich):
    out = mpich.code(2, pair("import neuron\nneuron.progress(True)")).check()
    assert "50 of 50 ms" in out.err and out.err.count("\n") == 1
