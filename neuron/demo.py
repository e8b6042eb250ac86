"""python -m neuron.demo: a branched Hodgkin-Huxley cell with synapses, simulated, in one screen of text.

Needs nothing but this package. Each part prints what it does and what came out. Where there is matplotlib, it also
writes voltage.png and morphology.png into the current directory; --no-plots leaves them out.
"""

import argparse
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


def figure(width, height):
    """A figure of matplotlib that is written without a screen; ImportError where there is no matplotlib."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Figure(figsize=(width, height), dpi=150)
    FigureCanvasAgg(made)
    return made


def draw_voltage(t, traces):
    drawing = figure(8, 4)
    axes = drawing.add_subplot(1, 1, 1)
    for label, color, values in traces:
        axes.plot(list(t), list(values), color=color, linewidth=1.2, label=label)
    axes.set_xlabel("t (ms)")
    axes.set_ylabel("v (mV)")
    axes.set_xlim(t[0], t[-1])
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=2, frameon=False)
    drawing.tight_layout()
    drawing.savefig("voltage.png")


def draw_morphology(h, cell, until):
    """The cell while the first spike runs along the axon; the same inputs come again after finitialize."""
    h.finitialize(-65)
    while h.t < until:
        h.fadvance()
    drawing = figure(8, 5)
    shape = h.PlotShape(h.SectionList(cell.sections()), False)
    shape.variable("v")
    axes = shape.plot(drawing, line_width=4)
    axes.set_title("t = %.1f ms" % h.t)
    drawing.savefig("morphology.png")


def write_plots(h, cell, t, traces, until):
    try:
        draw_voltage(t, traces)
        print("voltage.png: the traces")
        draw_morphology(h, cell, until)
        print("morphology.png: the cell, coloured by its voltage")
    except ImportError as error:
        print("no pictures: they need matplotlib (%s): pip install neuron[plot]" % error)
    except (IOError, OSError) as error:
        print("no pictures: the current directory takes no file: %s" % error)


def options(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m neuron.demo", description="Simulates a cell and shows it."
    )
    parser.add_argument(
        "--no-plots", action="store_true", help="write no pictures into the current directory"
    )
    return parser.parse_args(arguments)


def main(arguments=None):
    from neuron import __version__, h

    chosen = options(arguments)
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
    t = h.Vector().record(h._ref_t)

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
    if not chosen.no_plots:
        print("")
        first = spikes[0] if len(spikes) else h.t
        traces = [("soma", "#0072b2", soma.c()), ("tip of a dendrite", "#d55e00", tip.c())]
        write_plots(h, cell, t.c(), traces, first - 0.5)
    print("\nMore: help(h.Section), help(h.Vector), dir(h), python -m neuron.diagnose")


if __name__ == "__main__":
    main()
