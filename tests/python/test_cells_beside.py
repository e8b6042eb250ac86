"""A cell gets the same numbers, to the last bit, whatever other cells are computed beside it."""

import random

from neuron import h


def cell(seed):
    """A random tree of up to five sections, excitable in parts, and a clamp that makes it fire."""
    choose = random.Random(seed)
    sections = []
    for i in range(choose.randrange(1, 6)):
        section = h.Section(name="s%d_%d" % (seed, i))
        section.L, section.diam = choose.uniform(20, 200), choose.uniform(1, 10)
        section.nseg = choose.randrange(1, 8)
        section.insert("pas" if i % 2 else "hh")
        if sections:
            section.connect(sections[choose.randrange(i)](choose.choice((0, 0.5, 1))))
        sections.append(section)
    stim = h.IClamp(sections[0](0.5))
    stim.delay, stim.dur, stim.amp = 0.5, 50, choose.uniform(0.1, 1)
    return sections, stim


def voltages(seeds):
    cells = {seed: cell(seed) for seed in seeds}
    h.dt = 0.025
    h.finitialize(-65)
    while h.t < 15:
        h.fadvance()
    return {
        seed: [seg.v for part in sections for seg in part.allseg()] for seed, (sections, _) in cells.items()
    }


def test_cells_alone_and_together():
    alone = {}
    for seed in range(12):
        alone.update(voltages([seed]))
    assert any(abs(v[0] - alone[0][0]) > 1 for v in alone.values())
    for count in range(2, 13):
        together = voltages(range(count))
        assert together == {seed: alone[seed] for seed in range(count)}
