"""Spikes from cell to cell: a chain of hh cells, with an inhibitory back connection, and dt, threads and orders."""

from _model import case, clamp, h, run, section, show, spikes, thin

cells = [section("cell%d" % i, 20, 20 + i, 1, ["hh"]) for i in range(5)]
stimulus = clamp(cells[0](0.5), 0.5, 0.5, 1.5)
synapses, links = [], []
for before, after in zip(cells, cells[1:]):
    synapse = h.Exp2Syn(after(0.5))
    synapse.tau1, synapse.tau2 = 0.2, 1.5
    links.append(h.NetCon(before(0.5)._ref_v, synapse, -10, 1.37, 0.03, sec=before))
    synapses.append(synapse)
back = h.ExpSyn(cells[1](0.5))
back.tau, back.e = 5, -90
links.append(h.NetCon(cells[4](0.5)._ref_v, back, -10, 0.5, 0.02, sec=cells[4]))
loop = h.NetCon(cells[4](0.5)._ref_v, synapses[0], -10, 6, 0.03, sec=cells[4])
times, watches = spikes({str(cell): cell for cell in cells}, -10)


def chain(tstop, dt=0.025):
    vectors = {str(cell): h.Vector().record(cell(0.5)._ref_v) for cell in cells}
    run(tstop, dt=dt)
    found = {key: thin(vector, 40) for key, vector in vectors.items()}
    return [found, {key: list(vector) for key, vector in times.items()}]


case("chain", lambda: chain(20))
case("long", lambda: chain(60)[1])
loop.active(False)
case("without loop", lambda: chain(30)[1])
for order in (1, 2):
    h.secondorder = order
    case("secondorder %d" % order, lambda: chain(15))
h.secondorder = 0
case("dt 0.1", lambda: chain(15, 0.1))
show("count", h.List("NetCon").count())
