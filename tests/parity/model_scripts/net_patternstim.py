"""PatternStim plays spikes of gids; only those of gids without a cell here go to the targets."""

from _model import case, h, run, section, show

pc = h.ParallelContext()
soma = section("soma", 20, 20, 1, ["pas"], g_pas=2e-4, e_pas=-65)
synapse = h.ExpSyn(soma(0.5))
synapse.tau = 2
links = [pc.gid_connect(gid, synapse) for gid in (1, 2, 5)]
for i, link in enumerate(links):
    link.weight[0], link.delay = 0.001 * (i + 1), 1 + i
pattern = h.PatternStim()
show("defaults", [pattern.fake_output])
times = h.Vector([0, 0.5, 0.5, 1, 2.01, 4])
gids = h.Vector([1, 2, 5, 9, 5, 1])
g = h.Vector().record(synapse._ref_g)
case("played", lambda: pattern.play(times, gids) and run(8) or list(g)[::5])
pattern.fake_output = 1
case("fake output", lambda: run(8) or list(g)[::5])
