"""What a model takes of memory, and what is stored only when somebody asks for it."""

import subprocess
import sys

import pytest

from neuron import h


@pytest.fixture
def cable():
    section = h.Section(name="cable")
    section.nseg = 20000
    section.insert("hh")
    section.insert("pas")
    yield section
    h.delete_section(sec=section)


def test_a_compartment_with_hh_and_pas_takes_less_than_400_bytes():
    program = """
from neuron import h
cable = h.Section(name="cable")
cable.nseg = 20000
cable.insert("hh")
cable.insert("pas")
h.finitialize(-65)
assert 300 < h.nrn_memory() / 20000 < 400, h.nrn_memory()
parts = [h.nrn_memory(part) for part in ("compartment", "hh", "pas", "na_ion", "k_ion", "solver")]
assert 300 < sum(parts) < 400, parts
assert h.nrn_memory("hh") > 16 * 8  # its variables
"""
    subprocess.check_call([sys.executable, "-c", program])


def test_the_report_has_a_line_for_each_part(cable, capfd):
    h.print_local_memory_usage()
    h.ParallelContext().print_memory_stats()
    out = capfd.readouterr().out
    first, second = out[: len(out) // 2], out[len(out) // 2 :]
    assert first == second
    lines = dict((line.split()[0], line.split()[1:]) for line in first.splitlines()[1:])
    assert int(lines["hh"][0]) >= 20000 and int(lines["compartment"][0]) >= 20000
    assert sum(int(row[1]) for what, row in lines.items() if what != "all") == int(lines["all"][0])
    for number, size, each in (row for what, row in lines.items() if what != "all"):
        assert float(each) == pytest.approx(int(size) / float(number), abs=0.06)


def test_a_part_that_is_not_there(cable):
    with pytest.raises(ValueError, match="has no 'nax': ask for one of section, compartment"):
        h.nrn_memory("nax")


def test_memory_comes_back(cable):
    h.finitialize(-65)
    full = h.nrn_memory()
    cable.nseg = 11
    h.finitialize(-65)
    assert h.nrn_memory() < full / 5


FIRST = """
from neuron import h
soma, dend = h.Section(name="soma"), h.Section(name="dend")
dend.connect(soma)
dend.nseg = 3
soma.insert("hh")
dend.insert("pas")
stimulus = h.IClamp(dend(0.5))
stimulus.dur, stimulus.amp = 1e9, 0.3
h.secondorder = {order}
h.finitialize(-65)
if {recorded}:
    kept = h.Vector().record(dend(0.5)._ref_i_cap)
for i in range(40):
    old = dend(0.5).v
    h.fadvance()
if {current}:
    h.fcurrent()
step = h.dt / (2 if h.secondorder else 1)
expected = 1e-3 * dend(0.5).cm * (dend(0.5).v - old) / h.dt
found = dend(0.5).i_cap
assert abs(found - expected) < 1e-9 * abs(expected), (found, expected)
assert soma(0.5).i_cap != 0 and dend(1).i_cap == 0
h.fadvance()
assert dend(0.5).i_cap not in (0, found)
h.finitialize(-65)
assert dend(0.5).i_cap == 0
"""


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("recorded, current", [(0, 0), (0, 1), (1, 0)])
def test_i_cap_is_right_when_it_is_first_asked_for(order, recorded, current):
    program = FIRST.format(order=order, recorded=recorded, current=current)
    subprocess.check_call([sys.executable, "-c", program])


def test_i_membrane_begins_in_the_middle_of_a_run():
    program = """
from neuron import h
soma = h.Section(name="soma")
soma.insert("hh")
stimulus = h.IClamp(soma(0.5))
stimulus.dur, stimulus.amp = 1e9, 0.3
h.finitialize(-65)
h.fadvance()
h.CVode().use_fast_imem(1)
for i in range(20):
    h.fadvance()
    assert abs(soma(0.5).i_membrane_ - stimulus.i) < 1e-9
"""
    subprocess.check_call([sys.executable, "-c", program])


def test_layers_outside_are_told_apart():
    program = """
from neuron import h
cable = h.Section(name="cable")
before = h.nrn_memory("compartment")
try:
    cable(0.5).vext[0]
except AttributeError:
    pass
else:
    raise AssertionError("vext without extracellular")
cable.insert("extracellular")
cable.insert("pas")
cable.xg[0], cable.xg[1] = 0.01, 0.02
h.finitialize(-65)
h.fadvance()
one, two = cable(0.5).vext
assert cable(0.5).vext[1] == cable(0.5)._ref_vext[1][0] == two
assert one != two, (one, two)
"""
    subprocess.check_call([sys.executable, "-c", program])
