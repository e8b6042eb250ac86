"""secondorder 0, 1, 2 on a branched cell with hh, pas and synapses: v, states and currents."""

from _model import case, clamp, h, section, show, stepped, traced, voltages

soma = section("soma", 25, 25, 1, ["hh"])
dend = section("dend", 300, 2, 7, ["pas"], g_pas=2e-4, e_pas=-65)
axon = section("axon", 600, 1, 9, ["hh"])
dend.connect(soma(1))
axon.connect(soma(0))
stimulus = clamp(soma(0.5), 0.3, 1, 2)
synapse = h.AlphaSynapse(dend(0.9))
synapse.onset, synapse.tau, synapse.gmax, synapse.e = 2, 0.5, 0.005, 0
show("default", h.secondorder)


def refs():
    found = dict(voltages(soma), **voltages(dend, 3))
    found.update(voltages(axon, 4))
    found.update(
        m=axon(0.5).hh._ref_m, ina=axon(0.5)._ref_ina, il=soma(0.5).hh._ref_il, ip=dend(0.5)._ref_i_pas
    )
    found.update(isyn=synapse._ref_i, icap=soma(0.5)._ref_i_cap)
    return found


for order in (0, 1, 2):
    for dt in (0.025, 0.1, 0.005):
        h.secondorder = order
        case("secondorder %d dt %g" % (order, dt), lambda: traced(refs(), tstop=6, dt=dt, count=40))
for order in (0, 1, 2):
    h.secondorder = order
    case(
        "first steps %d" % order,
        lambda: stepped(lambda: [h.t, soma(0.5).v, axon(0.1).v, soma(0.5).ik, synapse.i], 25),
    )


def switched():
    h.secondorder = 0
    v = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-65)
    for i in range(120):
        h.secondorder = i % 3
        h.fadvance()
    return list(v)[::3]


case("switched at each step", switched)
