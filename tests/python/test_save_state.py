"""SaveState: a run goes on from a saved state as if it had never stopped, in the same process or in another."""

import ast
import inspect
import os
import subprocess
import sys

import pytest

from neuron import h


def build():
    """A ring of cells and artificial cells that a random NetStim drives: everything that has events."""
    cells, things, connections = [], [], []
    for i in range(4):
        soma, dend = h.Section(name="soma%d" % i), h.Section(name="dend%d" % i)
        soma.L = soma.diam = 20
        dend.connect(soma(1))
        dend.L, dend.diam, dend.nseg = 100, 2, 5
        soma.insert("hh")
        dend.insert("pas")
        cells.append((soma, dend))
    for i, (soma, dend) in enumerate(cells):
        before = cells[i - 1][0]
        fast, slow = h.ExpSyn(dend(0.1)), h.Exp2Syn(soma(0.5))
        slow.e, fast.tau = -80, 2
        for synapse, weight, delay in ((fast, 0.03, 4), (slow, 0.001, 6)):
            connections.append(h.NetCon(before(0.5)._ref_v, synapse, sec=before))
            connections[-1].weight[0], connections[-1].delay = weight, delay
        things += [fast, slow]
    kick = h.IClamp(cells[0][0](0.5))
    kick.delay, kick.dur, kick.amp = 1, 0.5, 5
    drive = h.NetStim()
    drive.interval, drive.noise, drive.number, drive.start = 2, 1, 1e9, 0
    drive.noiseFromRandom123(1, 2, 3)
    for kind in (h.IntFire1, h.IntFire2, h.IntFire4):
        artificial = kind()
        for source, target, weight, delay in (
            (drive, artificial, 0.4, 1.5),
            (artificial, things[0], 0.001, 0.7),
        ):
            connections.append(h.NetCon(source, target))
            connections[-1].weight[0], connections[-1].delay = weight, delay
        things.append(artificial)
    times, ids = h.Vector(), h.Vector()
    for i, connection in enumerate(connections):
        connection.record(times, ids, i)
    return cells, things, connections, kick, drive, times, ids


def opened(name, mode="ropen"):
    file = h.File()
    assert getattr(file, mode)(str(name)) == 1
    return file


def go_on(until):
    while h.t < until - 1e-9:
        h.fadvance()


def spikes(model, after):
    return [(t, int(i)) for t, i in zip(model[5], model[6]) if t > after]


MODEL = "import sys\nfrom neuron import h\n"
MODEL += "\n".join(inspect.getsource(part) for part in (build, opened, go_on, spikes))

BEFORE = """
model = build()
h.finitialize(-65)
go_on(40)
state = h.SaveState()
assert state.save() == 1 and state.fwrite(opened(sys.argv[1], "wopen")) == 1
for _ in range(3):
    go_on(100)
    print(repr((spikes(model, 40), [soma(0.5).v for soma, dend in model[0]])))
    model[5].resize(0)
    model[6].resize(0)
    assert state.restore() == 1
"""

AFTER = """
model = build()
h.finitialize(-65)
state = h.SaveState()
assert state.fread(opened(sys.argv[1])) == 1 and state.restore() == 1
assert abs(h.t - 40) < 1e-9
go_on(100)
print(repr((spikes(model, 40), [soma(0.5).v for soma, dend in model[0]])))
"""


def in_another_process(code, *arguments):
    # The package is where this process has it, and the folder plays no part.
    done = subprocess.run(
        [sys.executable, "-c", code] + [str(word) for word in arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        cwd=os.path.sep,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


pytestmark = pytest.mark.usefixtures("no_sections_stay")


@pytest.fixture
def soma():
    section = h.Section(name="soma")
    section.L = section.diam = 20
    section.insert("hh")
    return section


def saved():
    state = h.SaveState()
    assert state.save() == 1
    return state


def write(state, path):
    assert state.fwrite(opened(path, "wopen")) == 1


# ---- going on ----


def test_a_run_goes_on_as_if_it_had_never_stopped(tmp_path):
    runs = in_another_process(MODEL + BEFORE, tmp_path / "at40").splitlines()
    found, voltages = ast.literal_eval(runs[0])
    assert set(i for t, i in found) == {1, 3, 5, 7, 9, 11, 12, 13} and len(found) > 90 and len(voltages) == 4
    assert runs == [runs[0]] * 3
    assert in_another_process(MODEL + AFTER, tmp_path / "at40").splitlines() == [runs[0]]


def test_order_of_events_of_one_time():
    """All arrive at 5 ms, sent in this order: the second gets its charge before the third, as without a break."""
    cells = [h.IntFire1() for _ in range(6)]
    connections = [h.NetCon(None, cell) for cell in cells]
    times, ids = h.Vector(), h.Vector()
    recorders = []
    for i, cell in enumerate(cells):
        connections[i].weight[0] = 2
        recorders.append(h.NetCon(cell, None))
        recorders[-1].record(times, ids, i)
    h.finitialize()
    for i in (3, 0, 5, 1, 4, 2):
        connections[i].event(5)
    go_on(2)
    state = saved()
    go_on(6)
    whole = list(ids)
    assert whole != sorted(whole) == [0, 1, 2, 3, 4, 5]
    ids.resize(0)
    state.restore()
    go_on(6)
    assert list(ids) == whole


def test_a_threshold_that_was_crossed_is_not_crossed_again(soma):
    times = h.Vector()
    watcher = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
    watcher.threshold = -70
    watcher.record(times)
    h.finitialize(-65)
    go_on(1)
    assert len(times) == 1
    state = saved()
    h.finitialize(-65)
    times.resize(0)
    state.restore()
    go_on(2)
    assert len(times) == 0


def test_without_events():
    source, target = h.NetStim(), h.IntFire1()
    source.start, source.number = 5, 1
    connection = h.NetCon(source, target)
    connection.weight[0] = 0.5
    h.finitialize()
    state = saved()
    go_on(10)
    assert target.m == pytest.approx(0.5)
    assert state.restore(1) == 1 and h.t == 0
    go_on(10)
    assert target.m == 0
    state.restore()
    go_on(10)
    assert target.m == pytest.approx(0.5)


def test_actions_of_the_user(tmp_path):
    """A state in memory has them, one in a file does not: those that wait stay."""
    seen = []
    h.finitialize()
    h.CVode().event(3, lambda: seen.append(h.t))
    state = saved()
    go_on(5)
    state.restore()
    go_on(5)
    assert seen == [pytest.approx(3)] * 2
    write(state, tmp_path / "state")
    other = h.SaveState()
    other.fread(opened(tmp_path / "state"))
    other.restore()
    go_on(5)
    assert len(seen) == 2
    h.finitialize()
    h.CVode().event(4, lambda: seen.append(h.t))
    other.restore()
    go_on(5)
    assert len(seen) == 3 and seen[2] == pytest.approx(4)


def test_vectors_that_are_played_and_recorded(soma):
    clamp = h.IClamp(soma(0.5))
    clamp.dur = 1e9
    times, values, steps = h.Vector([0, 1, 2, 3, 4]), h.Vector([0, 1, 4, 9, 16]), h.Vector([5, 6, 7, 8, 9])
    values.play(clamp._ref_amp, times, 1)
    steps.play(clamp._ref_delay, 1)
    every, some, at = h.Vector(), h.Vector(), h.Vector()
    every.record(soma(0.5)._ref_v)
    some.record(soma(0.5)._ref_v, 0.1)
    wanted = h.Vector([0.5, 1.3, 2.2, 2.9])
    at.record(soma(0.5)._ref_v, wanted)
    h.finitialize(-65)
    go_on(1.5)
    state = saved()
    counts = [len(vector) for vector in (every, some, at)]
    assert clamp.amp == pytest.approx(2.5, abs=0.1) and clamp.delay == 6
    go_on(3)
    whole = [list(vector)[n:] for vector, n in zip((every, some, at), counts)]
    lengths = [len(vector) for vector in (every, some, at)]
    assert counts == [61, 15, 2] and [len(new) for new in whole] == [60, 16, 2]
    clamp.amp = clamp.delay = 0
    state.restore()
    go_on(3)
    assert [list(vector)[n:] for vector, n in zip((every, some, at), lengths)] == whole
    assert clamp.delay == 8


def test_a_recording_that_came_later_begins_where_the_state_is(soma):
    h.finitialize(-65)
    go_on(2.1)
    state = saved()
    late = h.Vector().record(soma(0.5)._ref_v, 0.5)
    h.finitialize(-65)
    state.restore()
    assert len(late) == 1
    go_on(4.1)
    assert len(late) == 5  # at the start, and at 2.5, 3, 3.5, 4 ms


# ---- what is part of a state ----


def test_states_come_back_and_parameters_stay(soma):
    """As recorded from NEURON; minf_hh, which is computed in each step, is restored here as well."""
    soma.insert("pas")
    synapse, cell, stim = h.Exp2Syn(soma(0.5)), h.IntFire1(), h.NetStim()
    counter, clamp = h.APCount(soma(0.5)), h.IClamp(soma(0.5))
    stim.number, stim.start, stim.interval = 100, 0, 1
    connection = h.NetCon(stim, cell)
    connection.weight[0] = 0.3
    clamp.delay, clamp.dur, clamp.amp = 1, 50, 2
    h.finitialize(-65)
    go_on(2.5)
    before = soma(0.5).m_hh, soma(0.5).v, cell.m, soma(0.5).minf_hh
    state = saved()
    soma(0.5).m_hh, soma(0.5).v, cell.m, soma(0.5).minf_hh = 0.5, 0, 0.77, 0.9
    connection.weight[0], cell.tau, synapse.tau1 = 9, 3, 9
    soma(0.5).ena, soma(0.5).nai, soma.cm, soma.e_pas = 77, 33, 3, -3
    counter.n, counter.thresh, clamp.amp, connection.delay = 17, 1, 5, 2
    h.dt, h.celsius = 0.05, 20
    state.restore()
    assert (soma(0.5).m_hh, soma(0.5).v, cell.m, soma(0.5).minf_hh) == before
    assert (connection.weight[0], cell.tau, synapse.tau1) == (0.3, 10, 0.1)
    assert (soma(0.5).ena, soma(0.5).nai, soma.cm, soma.e_pas) == (77, 33, 3, -3)
    assert (counter.n, counter.thresh, clamp.amp, connection.delay) == (17, 1, 5, 2)
    assert (h.dt, h.celsius) == (0.05, 20)
    h.dt, h.celsius = 0.025, 6.3


def test_extracellular_potentials(soma):
    soma.insert("extracellular")
    soma.xg[0], soma.xc[0] = 1e-3, 1
    clamp = h.IClamp(soma(0.5))
    clamp.dur, clamp.amp = 1, 2
    h.finitialize(-65)
    go_on(1.2)
    state = saved()
    go_on(3)
    whole = soma(0.5).v, soma(0.5).vext[0]
    assert abs(whole[1]) > 1e-4
    h.finitialize(-65)
    state.restore()
    go_on(3)
    assert (soma(0.5).v, soma(0.5).vext[0]) == whole


# ---- what is refused ----


def test_nothing_saved(tmp_path, soma):
    for use in (lambda s: s.restore(), lambda s: s.fwrite(opened(tmp_path / "x", "wopen"))):
        with pytest.raises(ValueError) as caught:
            use(h.SaveState())
        assert "call save() or fread() first" in str(caught.value)


@pytest.mark.parametrize("change", ["nseg", "mechanism", "section", "object", "connection", "parent"])
def test_another_model(soma, change):
    other = h.Section(name="other")
    synapse = h.ExpSyn(soma(0.5))
    h.finitialize(-65)
    state = saved()
    go_on(1)
    objects = len(h.List("ExpSyn"))
    kept = {
        "nseg": lambda: setattr(soma, "nseg", 3),
        "mechanism": lambda: soma.insert("pas"),
        "section": lambda: h.Section(name="new"),
        "object": lambda: h.ExpSyn(soma(0.5)),
        "connection": lambda: h.NetCon(None, synapse),
        "parent": lambda: other.connect(soma),
    }[change]()
    said = {
        "nseg": "'section without parent with nseg 1: hh k_ion na_ion' where this one has "
        "'section without parent with nseg 3: hh k_ion na_ion' (soma)",
        "mechanism": "hh k_ion na_ion' where this one has 'section without parent with nseg 1: hh k_ion na_ion pas'",
        "section": "where this one has 'section without parent with nseg 1:' (new)",
        "object": "it has '%d objects: ExpSyn' where this one has '%d objects: ExpSyn'"
        % (objects, objects + 1),
        "connection": "NetCons with 1 weights to ExpSyn'",
        "parent": "where this one has 'section with nseg 1:' (other)",
    }[change]
    before = h.t, soma(0.5).v
    with pytest.raises(ValueError) as caught:
        state.restore()
    assert said in str(caught.value)
    assert (h.t, soma(0.5).v) == before and kept is not state


def test_files_that_are_no_states(tmp_path, soma):
    h.finitialize(-65)
    go_on(1)
    state = saved()
    path = tmp_path / "state"
    write(state, path)
    whole = path.read_bytes()
    at_2 = "the file has no saved state"
    bad = {
        b"": at_2,
        b"something else\n" * 10: "holds no saved state that this program wrote",
        whole[:50]: "ends within the saved state",
        whole[:-1]: "ends within the saved state",
        whole[:-1] + bytes([whole[-1] ^ 1]): "its checksum is wrong",
        whole[:100] + bytes([whole[100] ^ 1]) + whole[101:]: "its checksum is wrong",
    }
    for content, said in bad.items():
        path.write_bytes(content)
        with pytest.raises(ValueError) as caught:
            state.fread(opened(path))
        assert said in str(caught.value) and str(path) in str(caught.value)
    v, t = soma(0.5).v, h.t
    go_on(2)
    state.restore()  # it has what it had
    assert (soma(0.5).v, h.t) == (v, t)


def test_sizes_that_no_file_has(tmp_path):
    """The counts of a damaged file may say anything."""
    h.finitialize()
    path = tmp_path / "state"
    write(saved(), path)
    content = bytearray(path.read_bytes())
    place = content.index(b"\n") + 1 + 8
    content[place : place + 8] = b"\xff" * 7 + b"\x7f"
    path.write_bytes(bytes(content))
    with pytest.raises(ValueError) as caught:
        h.SaveState().fread(opened(path))
    assert "ends within the saved state" in str(caught.value)


def test_several_states_in_one_file(tmp_path, soma):
    h.finitialize(-65)
    path = tmp_path / "states"
    file = opened(path, "wopen")
    saved().fwrite(file, 0)
    go_on(1)
    assert file.isopen() == 1
    saved().fwrite(file)
    assert file.isopen() == 0
    file = opened(path)
    state = h.SaveState()
    state.fread(file, 0)
    state.restore()
    assert h.t == 0
    state.fread(file)
    assert file.isopen() == 0
    state.restore()
    assert h.t == pytest.approx(1)


def test_closed_files():
    h.finitialize()
    for name in ("fwrite", "fread"):
        with pytest.raises(OSError) as caught:
            getattr(saved(), name)(h.File("nowhere"))
        assert "is not open" in str(caught.value)
