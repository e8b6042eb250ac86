"""Which thread has which cells, what cells cost, and where the time of a run goes."""

import os
import subprocess
import sys

import pytest

from neuron import h

pytestmark = pytest.mark.usefixtures("no_sections_stay")  # partitions are of all cells that there are


@pytest.fixture
def pc():
    context = h.ParallelContext()
    yield context
    context.partition()
    context.nthread(1)


def roots(pc):
    return [[section.name() for section in pc.get_partition(i)] for i in range(int(pc.nthread()))]


def cells(count, nseg=lambda i: 1):
    made = [h.Section(name="cell%d" % i) for i in range(count)]
    for i, section in enumerate(made):
        section.nseg = nseg(i)
    return made


# ---- partitions ----


def test_equal_cells_are_divided_in_their_order(pc):
    """As NEURON does: 3 and 2 of 5."""
    made = cells(5)
    assert roots(pc) == [["cell0", "cell1", "cell2", "cell3", "cell4"]]
    pc.nthread(2)
    assert roots(pc) == [["cell0", "cell1", "cell2"], ["cell3", "cell4"]]
    made[1].connect(made[0])
    assert roots(pc) == [["cell0", "cell2"], ["cell3", "cell4"]]  # 5 and 3 nodes, and 3 and 3
    pc.nthread(3)
    assert sorted(sum(roots(pc), [])) == ["cell0", "cell2", "cell3", "cell4"]


def test_division_is_by_cost(pc):
    made = cells(7, lambda i: 58 if i == 0 else 8)  # 60 nodes with the ends, and 6 times 10
    pc.nthread(2)
    assert roots(pc) == [["cell0"], [section.name() for section in made[1:]]]


@pytest.mark.parametrize("threads", [1, 2, 3, 7, 16])
def test_each_cell_belongs_to_one_thread(pc, threads):
    made = cells(9, lambda i: 1 + 17 * i % 11)
    pc.nthread(threads)
    assert sum(roots(pc), []) == [section.name() for section in made]


def test_what_partition_gave_comes_back(pc):
    made = cells(5)
    pc.nthread(2)
    assert pc.partition(0, h.SectionList(made[:1])) == 0
    assert pc.partition(1, h.SectionList([made[3], made[1], made[2], made[4]])) == 0
    assert roots(pc) == [["cell0"], ["cell3", "cell1", "cell2", "cell4"]]
    h.finitialize(-65)
    pc.psolve(1)
    assert roots(pc) == [["cell0"], ["cell3", "cell1", "cell2", "cell4"]]
    pc.partition()
    assert roots(pc) == [["cell0", "cell1", "cell2"], ["cell3", "cell4"]]


def test_nthread_forgets_partitions(pc):
    made = cells(4)
    pc.nthread(2)
    pc.partition(0, h.SectionList(made[:1]))
    pc.partition(1, h.SectionList(made[1:]))
    pc.nthread(1)
    assert roots(pc) == [["cell0", "cell1", "cell2", "cell3"]]
    pc.nthread(2)
    assert roots(pc) == [["cell0", "cell1"], ["cell2", "cell3"]]


def test_partition_from_hoc(pc):
    assert h(
        """
        objref pc_of_test, roots_of_test
        pc_of_test = new ParallelContext()
        create first_of_test, second_of_test
        {pc_of_test.nthread(2)}
        roots_of_test = pc_of_test.get_partition(1)
        """
    )
    assert [section.name() for section in h.roots_of_test] == ["second_of_test"]
    h("objref roots_of_test, pc_of_test")


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda pc, made: pc.partition(0, None), "not for thread 0"),
        (lambda pc, made: pc.partition(0), "not for thread 0"),
        (
            lambda pc, made: pc.partition(1, h.SectionList(made[1:3])),
            "cell3 is in the partition of no thread",
        ),
        (lambda pc, made: pc.partition(1, h.SectionList(made)), "cell0 is in the partition of thread 1"),
    ],
)
def test_partitions_that_do_not_fit(pc, change, words):
    made = cells(4)
    pc.nthread(2)
    pc.partition(0, h.SectionList(made[:1]))
    pc.partition(1, h.SectionList(made[1:]))
    change(pc, made)
    with pytest.raises(ValueError, match=words):
        pc.get_partition(1)


def test_bad_partitions(pc):
    made = cells(2)
    made[1].connect(made[0])
    with pytest.raises(ValueError, match="cell1, which is not a root"):
        pc.partition(0, h.SectionList(made))
    with pytest.raises(TypeError, match="SectionList"):
        pc.partition(0, h.Vector(3))
    for call in (
        lambda: pc.partition(1, h.SectionList()),
        lambda: pc.get_partition(1),
        lambda: pc.get_partition(-1),
    ):
        with pytest.raises(IndexError):
            call()


# ---- times ----


def times(pc):
    return [pc.step_time(), pc.integ_time(), pc.event_time()]


def parts_of_runs(pc, tstop):
    """(run, integration, events) [s] of some runs. How large they are is for the machine to say, which may be busy."""
    parts = []
    for _ in range(5):
        before = times(pc)
        h.finitialize(-65)
        pc.psolve(tstop)
        parts.append([after - now for after, now in zip(times(pc), before)])
    return parts


def test_times_of_steps(pc):
    made = cells(100, lambda i: 11)
    for section in made:
        section.insert("hh")
    for run, integration, events in parts_of_runs(pc, 20):
        assert run > 0 and integration > 0 and events > 0
    assert pc.thread_ctime() == pc.thread_ctime(0) > 0


def test_times_of_events(pc):
    """Events alone, from event to event: all of the run is theirs."""
    stims = []
    for i in range(200):
        stim = h.NetStim()
        stim.interval, stim.number, stim.start, stim.noise = 0.5, 1e9, 0.01 * i, 0
        stims.append(stim)
    h.CVode().active(1)
    parts = parts_of_runs(pc, 50)
    h.CVode().active(0)
    for run, integration, events in parts:
        assert integration == 0 and events == pytest.approx(run, rel=1e-6)


def test_times_of_threads(pc):
    made = cells(600, lambda i: 9)
    for section in made:
        section.insert("hh")
    pc.nthread(2)
    assert [pc.thread_ctime(i) for i in range(2)] == [0, 0]
    before = pc.integ_time()
    parts_of_runs(pc, 20)
    spent = pc.integ_time() - before
    first, second = (pc.thread_ctime(i) for i in range(2))
    assert spent > 0 and first > 0 and second >= 0  # the first may have helped the other out
    with pytest.raises(IndexError):
        pc.thread_ctime(2)


def test_times_that_are_not_measured(pc):
    """0, as in NEURON."""
    assert pc.mech_time() == 0 and pc.vtransfer_time() == 0


def test_timeout(pc):
    assert pc.timeout() == 20
    assert pc.timeout(0) == 20 and pc.timeout(20) == 0
    for bad in (-1, float("nan")):
        with pytest.raises(ValueError, match="wait for ever"):
            pc.timeout(bad)
    assert pc.timeout() == 20


# ---- LoadBalance ----


@pytest.fixture
def balance():
    h.load_file("stdrun.hoc")
    h.load_file("loadbal.hoc")
    return h.LoadBalance()


def test_complexity_grows_with_the_cell(balance):
    soma, dend = h.Section(name="soma"), h.Section(name="dend")
    dend.connect(soma)
    soma.insert("hh")
    alone = balance.cell_complexity(sec=dend)
    assert alone == balance.cell_complexity(h.SectionRef(sec=soma)) == balance.cell_complexity_
    others = []
    for i in range(3):
        others += [h.Section(name="soma%d" % i), h.Section(name="dend%d" % i)]
        others[-1].connect(others[-2])
        others[-2].insert("hh")
    assert balance.cpu_complexity() == 4 * alone


def test_many_density_mechanisms(balance):
    """More of them than of point processes."""
    channels = []
    for i in range(20):
        channels.append(h.KSChan())
        channels[-1].name("channel%d" % i)
    cell = h.Section(name="cell")
    before = balance.cell_complexity(sec=cell)
    cell.insert("channel19")
    assert h.MechanismType(0).count() > h.MechanismType(1).count()
    assert h.LoadBalance().cell_complexity(sec=cell) == before + 1


MEASURE = """
import os
from neuron import h
h.load_file("stdrun.hoc")
h.load_file("loadbal.hoc")
balance = h.LoadBalance()
counted = balance.m_complex_[0].c()
balance.ExperimentalMechComplex("extracellular", "VClamp")
assert list(h.allsec()) == [] and balance.m_complex_[0].eq(counted)
balance.read_mcomplex()
print(balance.m_complex_[0].max())
mechanisms = dict(reversed(line.split()) for line in open("mcomplex.dat"))
for name in ("zero_area_node", "capacitance", "pas", "hh", "ExpSyn", "IntFire1", "extracellular", "VClamp"):
    print(name, mechanisms[name])
soma = h.Section(name="soma")
soma.nseg = 11
soma.insert("hh")
ions = sum(float(mechanisms[name]) for name in ("na_ion", "k_ion"))
assert float(mechanisms["hh"]) == 5
expected = 2 * float(mechanisms["zero_area_node"]) + 11 * (float(mechanisms["capacitance"]) + 5 + ions)
assert abs(balance.cell_complexity(sec=soma) - expected) < 1e-9 * expected
"""


def test_measured_complexity(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        cwd=str(tmp_path),
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )
    assert done.returncode == 0, done.stderr
    measured = {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines()[1:])}
    assert measured["hh"] == 5  # by definition
    assert measured["pas"] > 0 and measured["capacitance"] > 0
    assert [measured[name] for name in ("IntFire1", "extracellular", "VClamp")] == [0, 0, 0]


def test_no_file_of_complexity(balance, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuntimeError, match="no file mcomplex.dat here; ExperimentalMechComplex"):
        balance.read_mcomplex()
    (tmp_path / "mcomplex.dat").write_text("1 zero_area_node\n2 capacitance\n3 pas\n")
    with pytest.raises(RuntimeError, match="mcomplex.dat has no extracellular"):
        balance.read_mcomplex()


@pytest.mark.parametrize(
    "name, instead",
    [("multisplit", "lpt"), ("thread_partition", "get_partition"), ("subtree_complexity", "cell_complexity")],
)
def test_what_loadbalance_does_not_have(balance, name, instead):
    with pytest.raises(
        RuntimeError, match=r"LoadBalance\.%s\(\) is not part of this version.*%s" % (name, instead)
    ):
        getattr(balance, name)()


def test_largest_cost_first(balance):
    parts = balance.lpt(h.Vector([1, 7, 3, 3, 2]), 2)
    loads = [sum(cost for cost, part in zip([1, 7, 3, 3, 2], parts) if part == which) for which in (0, 1)]
    assert loads == [8, 8]
    with pytest.raises(RuntimeError, match="one part at least"):
        balance.lpt(h.Vector([1]), 0)
