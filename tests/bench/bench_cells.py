"""Many cells and large ones: the fixed step of each, threads, and memory."""

import time

from _timing import emit, memory

from neuron import h

PC = h.ParallelContext()


def best(steps, compartments, threads=1):
    """ns for each step and compartment, of wall-clock time where there are threads."""
    clock = time.process_time if threads == 1 else time.perf_counter
    PC.nthread(threads)
    PC.set_maxstep(10)
    found = None
    for _ in range(4):
        h.finitialize(-65)
        start = clock()
        PC.psolve(steps * h.dt)
        spent = clock() - start
        found = spent if found is None else min(found, spent)
    PC.nthread(1)
    return found / steps / compartments * 1e9


def clamped(place):
    stimulus = h.IClamp(place)
    stimulus.dur, stimulus.amp = 1e9, 0.1
    return stimulus


def single_cells(n):
    made = []
    for i in range(n):
        soma = h.Section(name="cell%d" % i)
        soma.L = soma.diam = 20
        soma.insert("hh")
        made.append((soma, clamped(soma(0.5))))
    return made


def tree(n, nseg=20):
    made = []
    for i in range(n):
        branch = h.Section(name="branch%d" % i)
        branch.L, branch.diam, branch.nseg = 60, 1, nseg
        branch.insert("hh")
        if i > 0:
            branch.connect(made[(i - 1) // 2](1))
        made.append(branch)
    return made, clamped(made[0](0))


def ring(n):
    """Balls and sticks, each of which excites the next."""
    somas, rest = [], []
    for i in range(n):
        soma, dend = h.Section(name="soma%d" % i), h.Section(name="dend%d" % i)
        soma.L = soma.diam = 12.6
        dend.L, dend.diam, dend.nseg = 200, 1, 19
        soma.insert("hh")
        dend.insert("pas")
        dend.connect(soma(1))
        somas.append(soma)
        rest.append((dend, h.ExpSyn(dend(0.8))))
    for i in range(n):
        link = h.NetCon(somas[i](0.5)._ref_v, rest[(i + 1) % n][1], sec=somas[i])
        link.weight[0], link.delay, link.threshold = 0.01, 5, 10
        rest.append(link)
    return somas, rest, clamped(somas[0](0.5))


def bytes_of_compartment(segments=200000):
    before = memory()
    sections = []
    for i in range(segments // 10000):
        section = h.Section(name="long%d" % i)
        section.nseg = 10000
        section.insert("hh")
        section.insert("pas")
        sections.append(section)
    h.finitialize(-65)
    return float(memory() - before) / segments


figures = {"bytes of a compartment with hh and pas (not ns)": bytes_of_compartment()}
for table, rates in ((1, "table"), (0, "exact rates")):
    h.usetable_hh = table
    kept = single_cells(1000)
    figures["1000 hh cells, %s" % rates] = best(1000, 1000)
    if table == 0:
        figures["1000 hh cells, exact rates, 2 threads"] = best(1000, 1000, 2)
    kept = tree(500)
    figures["a tree of 10^4 hh compartments, %s" % rates] = best(200, 10000)
    if table == 0:
        figures["a tree of 10^4 hh compartments, exact rates, 2 threads"] = best(200, 10000, 2)
    del kept
h.usetable_hh = 1
kept = ring(256)
figures["a ring of 256 balls and sticks"] = best(1000, 256 * 20)
emit("cells", "ns", figures)
