"""Artificial cells that drive one another, a synapse on a section, and themselves."""

from _model import case, h, run, section, thin

source = h.NetStim()
source.start, source.interval, source.number = 1, 7, 5
first, second, third = h.IntFire1(), h.IntFire2(), h.IntFire4()
first.refrac = 1
second.ib = 0.5
soma = section("soma", 20, 20, 1, ["hh"])
synapse = h.ExpSyn(soma(0.5))
synapse.tau = 2
links = [
    h.NetCon(source, first, 0, 1, 1.2),
    h.NetCon(first, second, 0, 2, 2.5),
    h.NetCon(second, third, 0, 0.7, 1.5),
    h.NetCon(third, synapse, 0, 0.3, 0.05),
    h.NetCon(soma(0.5)._ref_v, first, 0, 3, 0.7, sec=soma),
    h.NetCon(first, first, 0, 1.5, 1.1),
]
links[-1].active(False)
cells = {"source": source, "first": first, "second": second, "third": third}
times = {key: h.Vector() for key in cells}
watches = []
for key, cell in cells.items():
    watches.append(h.NetCon(cell, None))
    watches[-1].record(times[key])
v = h.Vector().record(soma(0.5)._ref_v)


def all_of(tstop):
    run(tstop)
    return dict({key: list(vector) for key, vector in times.items()}, v=thin(v, 80))


case("chain", lambda: all_of(60))
links[-1].active(True)
case("with itself", lambda: all_of(30))
links[1].weight[0] = 0
case("cut", lambda: all_of(30))
