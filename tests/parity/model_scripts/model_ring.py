"""A ring of five ball-and-stick cells, driven by one NetStim: spike times, potentials, conductances; 1 and 2 threads.

There are more than ten spikes: numbers after them are given room for round-off.
"""

from _model import case, h, run, section, show, spikes, thin


class Cell:
    def __init__(self, index):
        self.name = "cell%d" % index
        self.soma = section("soma%d" % index, 12.6157, 12.6157, 1, ["hh"], Ra=100)
        self.dend = section("dend%d" % index, 200, 1, 5, ["pas"], Ra=100, g_pas=0.001, e_pas=-65)
        self.dend.connect(self.soma(1))
        self.synapse = h.ExpSyn(self.dend(0.5))
        self.synapse.tau = 2


cells = [Cell(i) for i in range(5)]
links = []
for source, target in zip(cells, cells[1:] + cells[:1]):
    links.append(h.NetCon(source.soma(0.5)._ref_v, target.synapse, 10, 5, 0.01, sec=source.soma))
start = h.NetStim()
start.number, start.start = 1, 9
links.append(h.NetCon(start, cells[0].synapse, 0, 1, 0.04))
times, watches = spikes({cell.name: cell.soma for cell in cells}, 10)


def ring(tstop):
    vectors = {cell.name: h.Vector().record(cell.soma(0.5)._ref_v) for cell in cells}
    vectors["g"] = h.Vector().record(cells[2].synapse._ref_g)
    vectors["dend"] = h.Vector().record(cells[3].dend(0.9)._ref_v)
    run(tstop)
    return {key: thin(vector, 100) for key, vector in vectors.items()}


first = ring(60)
show("60 ms", first)
show("spikes", {key: list(vector) for key, vector in times.items()})
show("200 ms", ring(200), soft=25)
show("spikes of 200 ms", {key: list(vector) for key, vector in times.items()})
pc = h.ParallelContext()
pc.nthread(2)
case("60 ms on two threads", lambda: ring(60))
