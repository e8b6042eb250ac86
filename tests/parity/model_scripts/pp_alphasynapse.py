"""AlphaSynapse: onset before, at and after 0, time constants, reversal potentials, several at once."""

from _model import h, section, show, traces, voltages

soma = section("soma", 30, 30, 1, ["pas"], g_pas=2e-4, e_pas=-65)
synapse = h.AlphaSynapse(soma(0.5))
show("defaults", [getattr(synapse, name) for name in ("onset", "tau", "gmax", "e", "i")])
refs = {"v": soma(0.5)._ref_v, "i": synapse._ref_i}
for onset, tau, gmax, e in (
    (0, 0.1, 0.01, 0),
    (1, 1, 0.01, 0),
    (1.0126, 0.5, 0.02, -80),
    (-1, 2, 0.005, 20),
    (0.5, 0.1, 0, 0),
):
    synapse.onset, synapse.tau, synapse.gmax, synapse.e = onset, tau, gmax, e
    traces("onset %g tau %g gmax %g e %g" % (onset, tau, gmax, e), refs, tstop=8)
show("alpha", [synapse.alpha(x) for x in (-1, 0, 0.5, 1, 2, 9, 10, 11)])
synapse.onset, synapse.tau, synapse.gmax = 0.2, 0.1, 0.05
for order in (1, 2):
    h.secondorder = order
    traces("secondorder %d" % order, refs, tstop=3)
h.secondorder = 0
dend = section("dend", 400, 1.5, 5, ["hh"])
dend.connect(soma(1))
more = []
for i in range(6):
    one = h.AlphaSynapse(dend(i / 5.0))
    one.onset, one.tau, one.gmax, one.e = 0.5 * i, 0.3 + 0.1 * i, 0.002, -10 * i
    more.append(one)
traces("several", dict(voltages(dend), i3=more[3]._ref_i), tstop=8)
