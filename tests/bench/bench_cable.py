"""Cells: the fixed step of one hh cable and of one compartment, and making, connecting and ending many sections."""

import time

from _timing import emit

from neuron import h

SEGMENTS, STEPS = 1001, 1000


def cable():
    section = h.Section(name="axon")
    section.L, section.diam, section.nseg, section.Ra = 1000, 1, SEGMENTS, 100
    section.insert("hh")
    return section


def step(table):
    h.usetable_hh = table
    axon, pc = cable(), h.ParallelContext()
    stimulus = h.IClamp(axon(0))
    stimulus.delay, stimulus.dur, stimulus.amp = 0, 1e9, 0.1
    pc.set_maxstep(10)
    best = None
    for _ in range(3):
        h.dt = 0.05
        h.finitialize(-65)
        start = time.process_time()
        pc.psolve(STEPS * h.dt)
        spent = time.process_time() - start
        best = spent if best is None else min(best, spent)
    return best / STEPS / SEGMENTS * 1e9


def driven():
    """ns for a step of one compartment, by who asks for it."""
    h.load_file("stdrun.hoc")
    soma, pc = h.Section(name="soma"), h.ParallelContext()
    soma.insert("hh")
    stimulus = h.IClamp(soma(0.5))
    stimulus.delay, stimulus.dur, stimulus.amp = 5, 1, 0.3
    h.dt, h.tstop, until = 0.025, 500, 500
    pc.set_maxstep(10)

    def loop():
        fadvance = h.fadvance
        while h.t < until:
            fadvance()

    def best(work):
        spent = []
        for _ in range(5):
            h.finitialize(-65)
            start = time.perf_counter()
            work()
            spent.append(time.perf_counter() - start)
        return min(spent) / (until / h.dt) * 1e9

    return {
        "one compartment, psolve": best(lambda: pc.psolve(until)),
        "one compartment, while h.t < T: h.fadvance()": best(loop),
        "one compartment, continuerun": best(lambda: h.continuerun(until)),
    }


def many(n):
    """ns for each of n sections: made, connected as a binary tree, ended."""
    start = time.process_time()
    sections = [h.Section(name="s%d" % i) for i in range(n)]
    made = time.process_time()
    for i in range(1, n):
        sections[i].connect(sections[(i - 1) // 2](1))
    connected = time.process_time()
    del sections
    ended = time.process_time()
    return [(b - a) / n * 1e9 for a, b in ((start, made), (made, connected), (connected, ended))]


figures = {"hh step, table, a segment": step(1), "hh step, exact rates, a segment": step(0)}
figures.update(driven())
for n in (1000, 10000):
    for name, value in zip(("made", "connected", "ended"), many(n)):
        figures["a section %s, of %d" % (name, n)] = value
emit("cable", "ns", figures)
