"""Exp2Syn: normalization of the peak, time constants in every order, several weights and sources."""

from _model import h, section, show, traces

soma = section("soma", 30, 30, 1, ["pas"], g_pas=2e-4, e_pas=-65)
synapse = h.Exp2Syn(soma(0.5))
show("defaults", [getattr(synapse, name) for name in ("tau1", "tau2", "e", "g", "i", "A", "B")])
fast, slow = h.NetStim(), h.NetStim()
fast.start, fast.interval, fast.number = 1, 1.3, 5
slow.start, slow.interval, slow.number = 2.01, 3, 3
links = [h.NetCon(fast, synapse, 0, 0.5, 0.01), h.NetCon(slow, synapse, 0, 1, 0.005)]
show("connections", [[link.threshold, link.delay, link.weight[0]] for link in links])
refs = {name: getattr(synapse, "_ref_" + name) for name in ("g", "i", "A", "B")}
refs["v"] = soma(0.5)._ref_v
for tau1, tau2, e in (
    (0.1, 10, 0),
    (0.5, 2, 0),
    (2, 2, 0),
    (3, 2, -80),
    (1, 1.00001, 0),
    (1e-9, 5, 0),
    (0.2, 50, 20),
):
    synapse.tau1, synapse.tau2, synapse.e = tau1, tau2, e
    traces("tau1 %g tau2 %r" % (tau1, tau2), refs, tstop=10)
    show("tau1, tau2 after %g %r" % (tau1, tau2), [synapse.tau1, synapse.tau2])
synapse.tau1, synapse.tau2 = 0.5, 2
for order in (1, 2):
    h.secondorder = order
    traces("secondorder %d" % order, refs, tstop=8)
