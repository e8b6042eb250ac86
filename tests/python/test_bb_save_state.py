"""BBSaveState: one file for each cell. (On several ranks: tests/mpi/test_save_state.py.)"""

import itertools
import os

import pytest

from neuron import h

FRESH = itertools.count(7000, 10)  # gids of this file


pytestmark = pytest.mark.usefixtures("no_sections_stay")


class Network:
    """Two cells that excite each other, one with a NetStim of its own, and an artificial cell."""

    def __init__(self, pc):
        self.pc, self.first = pc, next(FRESH)
        self.somata = [h.Section(name="soma%d" % i) for i in range(2)]
        self.kept = []
        self.times, self.ids = h.Vector(), h.Vector()
        for i, soma in enumerate(self.somata):
            soma.L = soma.diam = 20
            soma.insert("hh")
            self.gid(i, h.NetCon(soma(0.5)._ref_v, None, sec=soma))
        self.cell = h.IntFire2()
        self.gid(2, h.NetCon(self.cell, None))
        self.synapses = [h.ExpSyn(soma(0.5)) for soma in self.somata]
        for i, synapse in enumerate(self.synapses):
            synapse.tau = 2
            self.connect(pc.gid_connect(self.first + 1 - i, synapse), 0.05, 6)
        self.connect(pc.gid_connect(self.first, self.cell), 1.5, 2)
        self.stim = h.NetStim()
        self.stim.start, self.stim.number, self.stim.interval, self.stim.noise = 0, 1e9, 2, 1
        self.stim.noiseFromRandom123(3, 2, 1)
        self.connect(h.NetCon(self.stim, self.synapses[1]), 0.01, 1)
        self.clamp = h.IClamp(self.somata[0](0.5))
        self.clamp.delay, self.clamp.dur, self.clamp.amp = 1, 0.5, 5
        pc.set_maxstep(10)
        h.finitialize(-65)

    def gid(self, i, netcon):
        self.pc.set_gid2node(self.first + i, 0)
        self.pc.cell(self.first + i, netcon)
        self.pc.spike_record(self.first + i, self.times, self.ids)
        self.kept.append(netcon)

    def connect(self, netcon, weight, delay):
        netcon.weight[0], netcon.delay = weight, delay
        self.kept.append(netcon)

    def rest(self, until=60):
        self.times.resize(0)
        self.ids.resize(0)
        self.pc.psolve(until)
        return (
            list(self.times),
            [int(gid) - self.first for gid in self.ids],
            [soma(0.5).v for soma in self.somata],
        )


@pytest.fixture
def network(pc):
    return Network(pc)


@pytest.fixture
def folder(tmp_path):
    before = os.getcwd()
    os.chdir(str(tmp_path))
    yield tmp_path
    os.chdir(before)


def test_goes_on_from_files(network, folder):
    network.pc.psolve(30)
    states = h.BBSaveState()
    states.save("state")
    names = ["state"] + ["state.%d" % (network.first + i) for i in range(3)]
    assert sorted(path.name for path in folder.iterdir()) == names
    whole = network.rest()
    assert set(whole[1]) == {0, 1, 2} and len(whole[0]) > 5
    h.finitialize(-70)
    states.restore("state")
    assert h.t == pytest.approx(30)
    assert network.rest() == whole


def test_files_as_scripts_bring_them_from_out_to_in(network, folder):
    network.pc.psolve(20)
    states = h.BBSaveState()
    with pytest.raises(OSError) as caught:
        states.save_test()
    assert "out/tmp." in str(caught.value)
    (folder / "out").mkdir()
    (folder / "in").mkdir()
    states.save_test()
    gids = [network.first + i for i in range(3)]
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["tmp"] + [
        "tmp.%d.0" % gid for gid in gids
    ]
    whole = network.rest()
    (folder / "in" / "tmp").write_bytes((folder / "out" / "tmp").read_bytes())
    for gid in gids:
        content = (folder / "out" / ("tmp.%d.0" % gid)).read_bytes()
        (folder / "in" / ("tmp.%d" % gid)).write_bytes(b"1\n" + content)
    h.finitialize(-65)
    states.restore_test()
    assert network.rest() == whole
    content = (folder / "in" / ("tmp.%d" % gids[0])).read_bytes()
    (folder / "in" / ("tmp.%d" % gids[0])).write_bytes(b"2" + content[1:])
    with pytest.raises(ValueError) as caught:
        states.restore_test()
    assert "must have one state" in str(caught.value)


def test_what_does_not_fit_changes_nothing(network, folder):
    network.pc.psolve(10)
    states = h.BBSaveState()
    states.save("state")
    network.pc.psolve(12)
    whole = [(folder / ("state.%d" % (network.first + i))).read_bytes() for i in range(3)]
    last = folder / ("state.%d" % (network.first + 2))
    before = h.t, network.somata[0](0.5).v
    for content, said in (
        (whole[2][:-3], "ends within the saved state"),
        (whole[1], "holds the state of 'cell %d', not of 'cell %d'" % (network.first + 1, network.first + 2)),
        (b"", "it is empty"),
    ):
        last.write_bytes(content)
        with pytest.raises(ValueError) as caught:
            states.restore("state")
        assert said in str(caught.value) and last.name in str(caught.value)
        assert (h.t, network.somata[0](0.5).v) == before
    last.unlink()
    with pytest.raises(OSError):
        states.restore("state")
    last.write_bytes(whole[2])
    (folder / "state").write_text("11\n")
    with pytest.raises(ValueError) as caught:
        states.restore("state")
    assert "'state' says t = 11 ms, and the states of cells are of 10 ms" in str(caught.value)
    assert (h.t, network.somata[0](0.5).v) == before


def test_ignored_points(network, folder):
    states = h.BBSaveState()
    network.pc.psolve(10)
    states.ignore(network.synapses[0])
    states.save("state")
    network.synapses[0].g = 0.5
    network.synapses[1].g = 0.5
    states.restore("state")
    assert network.synapses[0].g == 0.5 and network.synapses[1].g < 0.5
    states.ignore()
    with pytest.raises(ValueError) as caught:
        states.restore("state")
    assert "of another model" in str(caught.value)
    with pytest.raises(TypeError):
        states.ignore(h.Vector())


def test_one_cell(network, folder):
    states = h.BBSaveState()
    gids = h.Vector()
    assert states.save_request(gids) == 3
    assert list(gids) == [network.first + i for i in range(3)]
    network.pc.psolve(10)
    before = [soma(0.5).m_hh for soma in network.somata]
    file = h.File()
    file.wopen("one")
    states.save_gid(network.first, file)
    file.close()
    for soma in network.somata:
        soma(0.5).m_hh = 0.123
    file.ropen("one")
    states.restore_gid(network.first, file)
    file.close()
    assert [soma(0.5).m_hh for soma in network.somata] == [before[0], 0.123]
    with pytest.raises(ValueError) as caught:
        states.save_gid(network.first + 5, opened("two"))
    assert "has no cell on this rank" in str(caught.value)


def opened(name):
    file = h.File()
    file.wopen(name)
    return file


def test_an_artificial_cell_of_several_needs_a_gid(network, folder):
    network.connect(h.NetCon(network.stim, network.synapses[0]), 0.01, 1)
    with pytest.raises(ValueError) as caught:
        h.BBSaveState().save("state")
    assert "has no gid and is connected to more than the cell with gid %d" % network.first in str(
        caught.value
    )


def test_a_vector_that_is_played_after_a_restore(network, folder):
    states = h.BBSaveState()
    network.pc.psolve(10)
    states.save("state")
    h.finitialize(-65)
    states.restore("state")
    values, times = h.Vector([1, 2, 3]), h.Vector([10.5, 11, 20])
    values.play(network.clamp._ref_delay, times)
    states.vector_play_init()
    network.pc.psolve(10.7)
    assert network.clamp.delay == 1
    network.pc.psolve(12)
    assert network.clamp.delay == 2


# ---- prcellstate ----


def test_text_of_a_cell(network, folder):
    """What NEURON writes in this order: header, nodes, mechanisms, connections; variables have their names here."""
    dend = h.Section(name="dend")
    dend.connect(network.somata[0](1))
    h.finitialize(-65)
    network.pc.psolve(2)
    assert network.pc.prcellstate(network.first, "a") == 0
    lines = (folder / ("%d_a.nrndat" % network.first)).read_text().splitlines()
    soma = network.somata[0](0.5)
    assert lines[0] == "gid = %d" % network.first and float(lines[1].split()[-1]) == pytest.approx(2)
    assert lines[2:5] == ["celsius = 6.3", "5 nodes  1 is the threshold node", " threshold 10"]
    rows = [[float(word) for word in line.split()] for line in lines[6:11]]
    assert [row[:2] for row in rows] == [[0, -1], [1, 0], [2, 1], [3, 2], [4, 3]]
    assert rows[1][2] == pytest.approx(soma.area(), rel=1e-12) and rows[0][2] == 100
    assert rows[1][5] == pytest.approx(soma.v, rel=1e-12)
    assert " 1 m %.15g" % soma.m_hh in lines and " 1 tau 2" in lines and " 1 amp 5" in lines
    assert lines[-2:] == [" pntindex srcgid active delay weights", "0 %d 1 6 0.05" % (network.first + 1)]
    assert network.pc.prcellstate(network.first + 5, "none") == 0
    assert len(list(folder.iterdir())) == 1
    with pytest.raises(OSError):
        network.pc.prcellstate(network.first, "no/folder")
