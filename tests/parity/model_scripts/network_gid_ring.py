"""A ring of hh cells by gids, with spike_record of one gid, of all by -1 and of a Vector of gids."""

from _network import case, clamp, connect, h, hh_cells, pc, solve

COUNT = 8
cells = hh_cells(COUNT)
synapses = [h.ExpSyn(cell(0.5)) for cell in cells]
detectors, links = [], []
for gid, cell in enumerate(cells):
    pc.set_gid2node(gid, pc.id())
    detectors.append(connect(cell, None))
    pc.cell(gid, detectors[-1])
for gid, synapse in enumerate(synapses):
    synapse.tau = 1.5
    link = pc.gid_connect((gid - 1) % COUNT, synapse)
    link.weight[0], link.delay = 0.02, 1 + 0.25 * gid
    links.append(link)
stimulus = clamp(cells[0](0.5), 1, 0.5, 2)
all_times, all_gids = h.Vector(), h.Vector()
one_times, one_gids = h.Vector(), h.Vector()
some_times, some_gids = h.Vector(), h.Vector()
pc.spike_record(-1, all_times, all_gids)
pc.spike_record(3, one_times, one_gids)
pc.spike_record(h.Vector([1, 5]), some_times, some_gids)


def spikes(tstop, dt=0.025):
    solve(tstop, dt)
    pairs = ((all_times, all_gids), (one_times, one_gids), (some_times, some_gids))
    return [[list(times), list(gids)] for times, gids in pairs]


case("ring", lambda: spikes(40))
case("dt 0.1", lambda: spikes(30, 0.1))
case("delays, thresholds", lambda: [[link.delay, link.threshold, link.weight[0]] for link in links])
case("sources", lambda: [link.srcgid() for link in links])
case("least delay", lambda: pc.set_maxstep(10))
links[2].delay = 0.5
case("least delay is less", lambda: pc.set_maxstep(10))
case("with it", lambda: spikes(30))
for gid in range(COUNT):
    pc.threshold(gid, 20)
case("threshold 20", lambda: spikes(30))
case("in parts", lambda: [solve(10), pc.psolve(20), pc.psolve(20), pc.psolve(30), [h.t, list(all_times)]][4])
