"""python -m neuron.demo: a branched Hodgkin-Huxley cell with synapses, simulated, in one screen of text.

Needs nothing but this package. Each part prints what it does and what came out.
"""

import sys
import time


def title(text):
    print("\n%s\n%s" % (text, "-" * len(text)))


class Cell:
    """A soma with an axon and a dendrite that branches three times."""

    def __init__(self, h):
        self.h = h
        self.soma = self.section("soma", 20, 20)
        self.axon = self.section("axon", 400, 1)
        self.axon.connect(self.soma(0))
        self.axon.nseg = 21
        self.dendrites = []
        self.branch(self.soma(1), 150, 3, 3)
        for section in [self.soma, self.axon]:
            section.insert("hh")
        for section in self.dendrites:
            section.insert("pas")
            for segment in section:
                segment.pas.g, segment.pas.e = 1e-4, -65

    def __str__(self):
        return "Cell"

    def section(self, name, length, diam):
        section = self.h.Section(name=name, cell=self)
        section.L, section.diam, section.Ra, section.cm = length, diam, 100, 1
        return section

    def branch(self, parent, length, diam, depth):
        section = self.section("dend%d" % len(self.dendrites), length, diam)
        section.nseg = 5
        section.connect(parent)
        self.dendrites.append(section)
        for _ in range(2 if depth > 1 else 0):
            self.branch(section(1), length * 0.8, diam * 0.63, depth - 1)  # Rall's 3/2 rule

    def sections(self):
        return [self.soma, self.axon] + self.dendrites


def make_inputs(h, cell):
    """An excitatory synapse in the middle of each tip, driven at random times around 20 per second."""
    tips = [section for section in cell.dendrites if not section.children()]
    inputs = []
    for i, section in enumerate(tips):
        synapse = h.Exp2Syn(section(0.5))
        synapse.tau1, synapse.tau2, synapse.e = 0.5, 3, 0
        source = h.NetStim()
        source.interval, source.number, source.start, source.noise = 50, 1e9, 5, 1
        source.noiseFromRandom123(i, 1, 0)
        connection = h.NetCon(source, synapse)
        connection.weight[0], connection.delay = 0.012, 1
        inputs.append((synapse, source, connection))
    return inputs


def picture(voltage, dt, width=72, height=9):
    """The trace as text: each column is the largest value of its part."""
    values = list(voltage)
    part = max(1, len(values) // width)
    columns = [max(values[i : i + part]) for i in range(0, part * width, part) if values[i : i + part]]
    low, high = -75.0, 45.0
    for row in range(height, 0, -1):
        level = low + (high - low) * (row - 0.5) / height
        print("  %5.0f mV |%s" % (level, "".join("#" if value >= level else " " for value in columns)))
    print("           +%s %g ms" % ("-" * width, len(values) * dt))


def main():
    from neuron import __version__, h

    print("NEURON %s on Python %s" % (__version__, sys.version.split()[0]))
    title("A cell: soma, axon, a dendrite that branches")
    cell = Cell(h)
    h.topology()
    segments = sum(section.nseg for section in cell.sections())
    area = sum(segment.area() for section in cell.sections() for segment in section)
    print("%d sections, %d segments, %.0f um2 of membrane" % (len(cell.sections()), segments, area))

    inputs = make_inputs(h, cell)
    title("200 ms with %d random inputs" % len(inputs))
    spikes = h.Vector()
    detector = h.NetCon(cell.axon(1)._ref_v, None, sec=cell.axon)
    detector.threshold = 0
    detector.record(spikes)
    soma = h.Vector().record(cell.soma(0.5)._ref_v)
    tip = h.Vector().record(inputs[0][0].get_segment()._ref_v)

    h.celsius = 6.3
    h.finitialize(-65)
    started = time.time()
    steps = 8000
    for _ in range(steps):
        h.fadvance()
    seconds = time.time() - started
    picture(soma, h.dt)
    print("spikes at the end of the axon [ms]: %s" % ", ".join("%.1f" % t for t in spikes))
    print(
        "soma from %.1f to %.1f mV, first tip from %.1f to %.1f mV"
        % (soma.min(), soma.max(), tip.min(), tip.max())
    )
    print(
        "%d steps of %d segments in %.2f s: %.0f ns each"
        % (steps, segments, seconds, seconds / steps / segments * 1e9)
    )
    print("\nMore: help(h.Section), help(h.Vector), dir(h), python -m neuron.diagnose")


if __name__ == "__main__":
    main()
