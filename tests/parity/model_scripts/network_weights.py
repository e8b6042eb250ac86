"""Weight vectors: how many numbers each target has, their use, setting them in a run, and weight references."""

from _network import advance, case, h, intfire1, section, show

soma = section("soma", 20, 20, 1, ["pas"])
soma(0.5).pas.e = -65
stim = h.NetStim()
stim.start, stim.number, stim.interval, stim.noise = 1, 6, 3, 0
targets = {
    "ExpSyn": h.ExpSyn(soma(0.5)),
    "Exp2Syn": h.Exp2Syn(soma(0.5)),
    "IntFire1": intfire1(),
    "IntFire2": h.IntFire2(),
    "IntFire4": h.IntFire4(),
    "NetStim": h.NetStim(),
}
links = {name: h.NetCon(stim, target) for name, target in targets.items()}
for name, link in links.items():
    show("count " + name, [link.wcnt(), list(link.weight), len(link.weight)])
synapse = targets["ExpSyn"]
link = links["ExpSyn"]


def voltage(plan):
    v = h.Vector().record(soma(0.5)._ref_v)
    h.dt = 0.025
    link.weight[0] = 0.002
    h.finitialize(-65)
    for until, weight in plan:
        advance(until)
        link.weight[0] = weight
    advance(18)
    return list(v)[::24]


case("constant", lambda: voltage([]))
case("between events", lambda: voltage([(3, 0.01), (6, 0), (9, 0.001)]))
case("negative", lambda: voltage([(0, -0.001)]))
weights = h.Vector([0.001, 0.004, 0.002])
weights.play(link._ref_weight[0], h.Vector([0, 5, 12]))
case("played", lambda: voltage([]))
trace = h.Vector().record(link._ref_weight[0])
case("recorded", lambda: [voltage([])[-1], list(trace)[::60]])
