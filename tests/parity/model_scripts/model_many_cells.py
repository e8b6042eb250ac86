"""Twenty cells of different sizes without connections, and the same connected at random by a fixed rule."""

from _model import case, clamp, h, run, section, spikes, thin

somas, dends, synapses, clamps, links = [], [], [], [], []
for i in range(20):
    soma = section("soma%d" % i, 15 + i % 4, 15 + i % 3, 1, ["hh"])
    for j in range(i % 4):
        dend = section(
            "dend%d_%d" % (i, j), 80 + 20 * j, 1 + 0.2 * j, 1 + 2 * (i % 3), ["pas"], g_pas=2e-4, e_pas=-65
        )
        dend.connect(soma(j % 2))
        dends.append(dend)
    somas.append(soma)
    synapses.append(h.Exp2Syn(soma(0.5)))
    synapses[-1].tau1, synapses[-1].tau2, synapses[-1].e = 0.3, 2, 0 if i % 4 else -75
    clamps.append(clamp(soma(0.5), 0.1 * i, 1 + 0.2 * i, 0.2 + 0.02 * i))
times, watches = spikes({soma.name(): soma for soma in somas}, -10)


def cells(tstop):
    vectors = {soma.name(): h.Vector().record(soma(0.5)._ref_v) for soma in somas[::4]}
    vectors["dend"] = h.Vector().record(dends[7](1)._ref_v)
    run(tstop)
    return [
        {key: thin(vector) for key, vector in vectors.items()},
        {key: list(vector) for key, vector in times.items()},
    ]


case("apart", lambda: cells(8))
for i in range(20):
    for k in (7, 11):
        target = (i * k + 3) % 20
        links.append(
            h.NetCon(somas[i](0.5)._ref_v, synapses[target], -10, 0.6 + 0.1 * (i % 5), 0.004, sec=somas[i])
        )
case("connected", lambda: cells(15))
h.secondorder = 2
case("connected, secondorder 2", lambda: cells(10))
