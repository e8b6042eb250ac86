"""Cells in pieces: multisplit gives what the cell as one tree gives, however it is cut."""

import random

import pytest

from neuron import h

pc = h.ParallelContext()


@pytest.fixture(autouse=True)
def nothing_stays():
    yield
    pc.gid_clear()
    pc.nthread(1)
    h.secondorder = 0
    h.CVode().use_fast_imem(0)


def sections(count, seed):
    """Sections of all kinds; those of even numbers are excitable."""
    choose = random.Random(seed)
    made = []
    for i in range(count):
        section = h.Section(name="s%d" % i)
        section.L, section.diam = choose.uniform(10, 300), choose.uniform(0.5, 15)
        section.nseg = choose.randrange(1, 6)
        section.insert("pas" if i % 2 else "hh")
        made.append(section)
    return made


def tree(count, seed):
    """Sections and where each but the first hangs: (child, its end, place at the parent)."""
    choose = random.Random(seed + 1000)
    made = sections(count, seed)
    edges = []
    for i in range(1, count):
        parent = made[choose.randrange(i)]
        edges.append((made[i], choose.randrange(2), parent, choose.choice((0, 0.3, 0.5, 0.9, 1))))
    return made, edges


def node(parent, x):
    """Sections hang at the centres of segments and at ends."""
    return x if x in (0, 1) else (int(x * parent.nseg) + 0.5) / parent.nseg


def build(count, seed, cut):
    """A tree of which `cut(i)` says whether edge i is a wire instead of a connection."""
    made, edges = tree(count, seed)
    wires = {}
    for i, (child, end, parent, x) in enumerate(edges):
        if cut(i):
            place = (parent, node(parent, x))
            wires.setdefault(place, []).append((child, end))
        else:
            child.connect(parent(x), end)
    # What hangs at the free end or the near end of a child is at that child's own node: one number for each node.
    group = {}
    for (parent, x), children in wires.items():
        found = next((g for g in group if same_node(parent, x, *g)), None)
        group.setdefault(found or (parent, x), []).extend(children)
    numbered = []
    for (parent, x), children in group.items():
        numbered.append([(parent, x)] + children)
    merge(numbered)
    for number, places in enumerate(numbered):
        taken = []
        for section, x in places:
            if not any(same_node(section, x, *other) for other in taken):
                pc.multisplit(section(x), number)
                taken.append((section, x))
    if numbered:
        pc.multisplit()
    return made


def same_node(a, x, b, y):
    """Whether two places are one node: the near end of a section is the place that it hangs at."""
    return top(a, x) == top(b, y)


def top(section, x):
    while section.parentseg() is not None and x == section.orientation():
        above = section.parentseg()
        section, x = above.sec, node(above.sec, above.x)
    return section, x


def merge(groups):
    """Groups of places that share a node become one."""
    again = True
    while again:
        again = False
        for i, first in enumerate(groups):
            for k in range(len(groups) - 1, i, -1):
                if any(same_node(*a, *b) for a in first for b in groups[k]):
                    first.extend(groups.pop(k))
                    again = True


def voltages(made, tstop=3.5):
    stims = []
    for i, amp in ((0, 1.7), (len(made) // 2, -0.1)):
        stim = h.IClamp(made[i](0.5))
        stim.delay, stim.dur, stim.amp = 1, 3, amp
        stims.append(stim)
    h.dt = 0.025
    h.finitialize(-65)
    pc.psolve(tstop)
    return [segment.v for section in made for segment in section.allseg()]


def different(a, b):
    return max(abs(x - y) for x, y in zip(a, b))


@pytest.mark.parametrize("seed", range(12))
def test_random_trees_cut_at_random_places(seed):
    choose = random.Random(seed)
    count = choose.randrange(2, 25)
    whole = voltages(build(count, seed, lambda i: False))
    rate = choose.uniform(0.1, 0.9)
    cuts = [choose.random() < rate for _ in range(count)]
    split = voltages(build(count, seed, lambda i: cuts[i]))
    assert max(whole) - min(whole) > 0.1
    assert different(split, whole) < 1e-9


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_all_sections_apart(threads):
    whole = voltages(build(30, 77, lambda i: False))
    pc.nthread(threads)
    assert different(voltages(build(30, 77, lambda i: True)), whole) < 1e-9


def test_threads_change_no_bit():
    one = voltages(build(30, 78, lambda i: i % 3 == 0))
    pc.gid_clear(2)
    pc.nthread(3)
    assert voltages(build(30, 78, lambda i: i % 3 == 0)) == one


def test_second_order():
    h.secondorder = 2
    whole = voltages(build(12, 5, lambda i: False))
    assert different(voltages(build(12, 5, lambda i: i % 2 == 0)), whole) < 1e-9


def test_membrane_currents():
    """Their sum over a cell is the current that electrodes inject."""
    h.CVode().use_fast_imem(1)
    made = build(10, 9, lambda i: i % 2 == 0)
    voltages(made)
    total = sum(segment.i_membrane_ for section in made for segment in section)
    assert total == pytest.approx(1.6, abs=1e-9)


def test_a_tree_of_several_thousand_nodes():
    """Its states are computed in parts."""

    def cable(split):
        made = [h.Section(name="c%d" % i) for i in range(3)]
        for section in made:
            section.L, section.diam, section.nseg = 5000, 2, 2501
            section.insert("hh")
        if split:
            for i in (1, 2):
                pc.multisplit(made[i - 1](1), i)
                pc.multisplit(made[i](0), i)
            pc.multisplit()
        else:
            for i in (1, 2):
                made[i].connect(made[i - 1](1))
        stim = h.IClamp(made[1](0.9))
        stim.delay, stim.dur, stim.amp = 0.1, 2, 5
        h.dt = 0.025
        h.finitialize(-65)
        pc.psolve(2)
        return [segment.v for section in made for segment in section]

    whole = cable(False)
    assert max(whole) > 0
    assert different(cable(True), whole) < 1e-9
    pc.gid_clear(2)
    pc.nthread(2)
    assert different(cable(True), whole) < 1e-9


def test_joined_nodes_have_one_voltage():
    a, b = sections(2, 3)
    pc.multisplit(a(1), 1)
    pc.multisplit(b(0), 1)
    pc.multisplit()
    h.finitialize(-65)
    a.v, b.v = -20, -80
    h.fadvance()
    assert a(1).v == b(0).v and -80 < a(1).v < -20
    a.nseg = 9  # other nodes, the same place
    h.fadvance()
    assert a(1).v == b(0).v


def test_a_ring_of_cable():
    """A cable whose ends are joined: a current in its middle spreads evenly to both sides."""
    cable = h.Section(name="ring")
    cable.L, cable.diam, cable.nseg = 600, 1, 31
    cable.insert("pas")
    pc.multisplit(cable(0), 1)
    pc.multisplit(cable(1), 1)
    pc.multisplit()
    stim = h.IClamp(cable(0.98))
    stim.delay, stim.dur, stim.amp = 0, 100, 0.05
    h.dt = 0.025
    h.finitialize(-70)
    pc.psolve(20)
    v = [segment.v for segment in cable]
    assert v[30] == max(v) and v[0] == pytest.approx(v[29], abs=0.2)
    far = min(range(31), key=lambda i: v[i])
    assert far in (14, 15)
    assert v[far - 5] == pytest.approx(v[(far + 6) % 31], rel=1e-3) or v[far - 5] == pytest.approx(
        v[far + 5], rel=1e-3
    )


def joined_pair():
    a, b = sections(2, 4)
    pc.multisplit(a(1), 1)
    pc.multisplit(b(0), 1)
    pc.multisplit()
    return a, b


def test_what_is_declared_must_be_ended():
    a, _ = sections(2, 4)
    pc.multisplit(a(1), 1)
    h.finitialize(-65)
    with pytest.raises(ValueError, match="multisplit\\(\\) has not seen"):
        h.fadvance()
    assert h.t == 0
    pc.gid_clear(2)
    h.fadvance()
    assert h.t == h.dt


def test_two_numbers_at_one_node():
    a, b = sections(2, 4)
    b.connect(a(1))
    pc.multisplit(a(1), 1)
    pc.multisplit(b(0), 2)  # the same node
    with pytest.raises(ValueError, match=r"s1\(0\) has sid 1 and sid 2"):
        pc.multisplit()


def test_a_section_that_ends():
    a, b = joined_pair()
    h.finitialize(-65)
    h.fadvance()
    del b
    with pytest.raises(ReferenceError, match="sid 1 is gone"):
        h.fadvance()
    pc.gid_clear(2)
    h.fadvance()


def test_pieces_that_are_connected_afterwards():
    a, b = joined_pair()
    h.finitialize(-65)
    b.connect(a(0))
    with pytest.raises(ValueError, match="connected or disconnected"):
        h.fadvance()


def test_extracellular_goes_along_all_of_a_cell():
    a, b = joined_pair()
    a.insert("extracellular")
    h.finitialize(-65)
    with pytest.raises(NotImplementedError, match="extracellular"):
        h.fadvance()
    a.uninsert("extracellular")
    h.fadvance()


@pytest.mark.parametrize("arguments", [(-1,), (1, 3), (1, -1)], ids=["sid", "style", "negative style"])
def test_bad_arguments(arguments):
    (a,) = sections(1, 4)
    with pytest.raises((IndexError, TypeError, ValueError)):
        pc.multisplit(a(1), *arguments)
    with pytest.raises(ValueError):
        pc.multisplit(1.5, 1, sec=a)
    h.finitialize(-65)
    h.fadvance()  # nothing was declared


def test_no_neighbours():
    (a,) = sections(1, 4)
    with pytest.raises((IndexError, ValueError)):
        pc.splitcell_connect(1, sec=a)


def test_times():
    assert pc.vtransfer_time(1) == 0.0
    before = pc.vtransfer_time(2)
    voltages(build(12, 5, lambda i: i % 2 == 0))
    assert pc.vtransfer_time(2) > before
