"""One source, many targets; many sources, one target; weights, delays, weight changes in the run, deletion."""

from _model import case, clamp, h, run, section, show, thin

soma = section("soma", 20, 20, 1, ["hh"])
cells = [section("cell%d" % i, 20, 20, 1, ["pas"], g_pas=1e-4, e_pas=-65) for i in range(4)]
stimulus = clamp(soma(0.5), 0.5, 20, 0.5)
synapses = [h.ExpSyn(cell(0.5)) for cell in cells]
links = []
for i, synapse in enumerate(synapses):
    synapse.tau = 1 + i
    links.append(h.NetCon(soma(0.5)._ref_v, synapse, 0, 0.5 + 0.7 * i, 0.002 * (i + 1), sec=soma))
links.append(h.NetCon(soma(0.5)._ref_v, synapses[0], 0, 3, -0.001, sec=soma))
links.append(h.NetCon(soma(0.5)._ref_v, synapses[0], 0, 3, 0.005, sec=soma))


def responses(tstop=20):
    vectors = [h.Vector().record(cell(0.5)._ref_v) for cell in cells]
    conductances = [h.Vector().record(synapse._ref_g) for synapse in synapses]
    run(tstop)
    return [thin(vector, 40) for vector in vectors + conductances]


case("all", responses)
links[1].weight[0] = 0.1
links[2].delay = 0
case("changed", responses)


def in_the_run():
    v = h.Vector().record(cells[0](0.5)._ref_v)
    h.finitialize(-65)
    while h.t < 20:
        if abs(h.t - 8) < 0.01:
            links[0].weight[0] = 0.05
            links[0].delay = 2
        h.fadvance()
    return thin(v)


case("changed in the run", in_the_run)
del links[3]
case("one deleted", lambda: responses(10))
case("counts", lambda: [len(list(h.List("NetCon"))), h.List("NetCon").count()])
case(
    "lists",
    lambda: [
        getattr(links[0], kind)().count() for kind in ("prelist", "postcelllist", "synlist", "precelllist")
    ],
)
silent = h.NetStim()
silent.number = 0
by_hand = h.NetCon(silent, synapses[3], 0, 0, 0.01)


def events():
    v = h.Vector().record(cells[3](0.5)._ref_v)
    h.finitialize(-65)
    for time in (1, 1, 2.013, 0.5):
        by_hand.event(time)
    while h.t < 4:
        h.fadvance()
    return list(v)[::4]


case("events by hand", events)
show("weights", [list(link.weight) for link in links])
