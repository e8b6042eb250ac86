"""ExpSyn driven by NetStim and by events: defaults, decay, weights, events on and off the steps, summation."""

from _model import case, h, section, show, thin, traces

soma = section("soma", 30, 30, 1, ["pas"], g_pas=2e-4, e_pas=-65)
synapse = h.ExpSyn(soma(0.5))
show("defaults", [synapse.tau, synapse.e, synapse.g, synapse.i])
source = h.NetStim()
source.start, source.interval, source.number = 1, 2, 4
link = h.NetCon(source, synapse)
show("connection defaults", [link.weight[0], link.delay, link.threshold, len(link.weight)])
refs = {"v": soma(0.5)._ref_v, "g": synapse._ref_g, "i": synapse._ref_i}
link.weight[0] = 0.01
traces("default tau", refs, tstop=10, count=80)
for tau, e, weight, delay in (
    (2, 0, 0.01, 0),
    (5, -80, 0.02, 0.5),
    (0.5, 10, -0.001, 0.0126),
    (20, 0, 0.001, 1),
):
    synapse.tau, synapse.e, link.weight[0], link.delay = tau, e, weight, delay
    traces("tau %g e %g weight %g delay %g" % (tau, e, weight, delay), refs, tstop=10, count=80)


def event(time):
    source.number = 0
    synapse.tau, synapse.e, link.weight[0], link.delay = 1, 0, 0.01, 0
    vectors = {key: h.Vector().record(ref) for key, ref in refs.items()}
    h.finitialize(-65)
    link.event(time)
    for _ in range(8):
        h.fadvance()
    return {key: thin(vector) for key, vector in vectors.items()}


for time in (0, 0.01, 0.0125, 0.0126, 0.02, 0.025, 0.03, 0.0375, 0.05):
    case("event at %g" % time, lambda: event(time))
