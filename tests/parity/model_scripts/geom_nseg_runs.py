"""The same cable with 1, 2, 3, 4, 5, 10, 101 segments; even numbers and what stands in the middle."""

from _model import case, clamp, h, section, traced

cable = section("cable", 400, 2, 1, ["hh"], Ra=80)
stimulus = clamp(cable(0.5), 0.3, 0.5, 1)
end = clamp(cable(1), 2, 0.5, 0.5)
synapse = h.AlphaSynapse(cable(0.3))
synapse.onset, synapse.tau, synapse.gmax = 1, 0.3, 0.002


def refs():
    found = {"%g" % x: cable(x)._ref_v for x in (0, 0.2, 0.5, 0.7, 1)}
    found.update(m=cable(0.25).hh._ref_m, ina=cable(0.5)._ref_ina)
    return found


for nseg in (1, 2, 3, 4, 5, 10, 101):
    cable.nseg = nseg
    case("nseg %d" % nseg, lambda: traced(refs(), tstop=6, count=40))
    case("places with %d" % nseg, lambda: [p.get_segment().x for p in (stimulus, end, synapse)])
    case("middle with %d" % nseg, lambda: [cable(x).node_index() for x in (0.01, 0.3, 0.5, 0.99)])
for order in (1, 2):
    h.secondorder = order
    case("nseg 101 secondorder %d" % order, lambda: traced(refs(), tstop=4, count=40))
