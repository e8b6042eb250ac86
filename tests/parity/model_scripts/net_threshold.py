"""NetCon on a voltage: threshold values, detection times, delays on and off the steps, dt, several on one source."""

from _model import case, clamp, h, run, section, show, stepped

soma = section("soma", 20, 20, 1, ["hh"])
axon = section("axon", 400, 1, 5, ["hh"])
axon.connect(soma(1))
stimulus = clamp(soma(0.5), 0.1, 30, 0.5)
synapse = h.ExpSyn(axon(0.9))
synapse.tau, synapse.e = 1, -65
times = h.Vector()
link = h.NetCon(soma(0.5)._ref_v, synapse, sec=soma)
link.record(times)
show("defaults", [link.threshold, link.delay, link.weight[0], link.x, link.active()])
show("ends", [str(link.preseg()), str(link.postseg()), str(link.syn()), str(link.pre())])


def detected(threshold, delay=1.0, weight=0.001, dt=0.025):
    link.threshold, link.delay, link.weight[0] = threshold, delay, weight
    g = h.Vector().record(synapse._ref_g)
    run(25, dt=dt)
    first = [i for i, x in enumerate(g) if x > 0][:2]
    return [list(times), [[i * dt, g[i]] for i in first]]


for threshold in (10, -20, 0, 39, 100, -64, -65, -70, -64.99):
    case("threshold %g" % threshold, lambda: detected(threshold))
for delay in (0, 0.01, 0.0125, 0.0126, 0.02, 0.025, 0.03, 0.05, 2.5):
    case("delay %g" % delay, lambda: detected(0, delay))
for dt in (0.1, 0.01, 0.05):
    case("dt %g" % dt, lambda: detected(0, 0.3, dt=dt))
for order in (1, 2):
    h.secondorder = order
    case("secondorder %d" % order, lambda: detected(0, 0.3))
h.secondorder = 0
second = h.NetCon(soma(0.5)._ref_v, None, 5, 2, 0, sec=soma)
show("two of one source", [link.threshold, second.threshold, second.delay, second.weight[0]])
second.threshold = -10
show("threshold is the source's", [link.threshold, second.threshold])
far = h.NetCon(axon(0.9)._ref_v, None, sec=axon)
far_times = h.Vector()
far.record(far_times)
case("along the axon", lambda: detected(-10, 0.5, 0) + [list(far_times)])
low = h.NetCon(soma(0.5).hh._ref_m, None, sec=soma)
low.threshold = 0.5
low_times = h.Vector()
low.record(low_times)
case("of a state", lambda: detected(-10, 0.5, 0) + [list(low_times)])
link.active(False)
case("not active", lambda: detected(-10))
case("steps", lambda: stepped(lambda: [h.t, synapse.g, link.x], 5))
