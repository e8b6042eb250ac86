"""NetCon from an object, from _ref_v, with threshold, delay and weight given, and what it says about itself."""

from _network import case, clamp, h, hh_cells, intfire1, show, solve

cells = hh_cells(2)
stimulus = clamp(cells[0](0.5), 1, 5, 0.8)
cell, stim = intfire1(), h.NetStim()
stim.start, stim.number, stim.interval, stim.noise = 2, 3, 4, 0
synapse = h.ExpSyn(cells[1](0.5))
made = {
    "object": h.NetCon(stim, synapse),
    "object, all": h.NetCon(stim, synapse, 3, 2.5, 0.004),
    "voltage": h.NetCon(cells[0](0.5)._ref_v, synapse, sec=cells[0]),
    "voltage, all": h.NetCon(cells[0](0.5)._ref_v, synapse, -20, 0.5, 0.01, sec=cells[0]),
    "no target": h.NetCon(cells[1](0.5)._ref_v, None, sec=cells[1]),
    "artificial": h.NetCon(stim, cell, 0, 1, 0.3),
}


def about(link):
    return [link.threshold, link.delay, list(link.weight), link.wcnt(), link.valid(), link.active(), link.x]


for key, link in made.items():
    case("about " + key, lambda: about(link)[:6])
case(
    "who",
    lambda: [
        made["object"].pre() == stim,
        made["voltage"].pre() is None,
        made["voltage"].preseg() == cells[0](0.5),
        made["voltage"].preloc(),
        h.pop_section() or 0,
        made["voltage"].postseg() == cells[1](0.5),
        made["object"].syn() == synapse,
        made["no target"].syn() is None,
    ],
)
# The threshold belongs to the source: the one that was set last holds for all its connections.
made["voltage"].threshold = 12
show("shared threshold", [made["voltage"].threshold, made["voltage, all"].threshold])


def conductance():
    g = h.Vector().record(synapse._ref_g)
    solve(20)
    return list(g)[::16]


case("conductance", conductance)
made["voltage"].weight[0] = 0.03
case("heavier", conductance)
case("without events", lambda: [h.finitialize(-65), synapse.g, cell.m][1:])
