"""A branched cell of 31 sections with tapering, synapses all over, hh everywhere or in part."""

from _model import case, clamp, h, section, show, traced

sections = [section("root", 30, 15, 3, ["hh"], Ra=120)]
for i in range(1, 31):
    parent = sections[(i - 1) // 2]
    made = section(
        "branch%d" % i,
        40 + 7 * (i % 5),
        6.0 / (1 + i) ** 0.5,
        1 + i % 4,
        ["pas"],
        Ra=120 + i,
        g_pas=1e-4,
        e_pas=-65,
    )
    made.connect(parent((0.3, 1, 1, 0.6)[i % 4]), i % 7 == 3)
    for j, seg in enumerate(made):
        seg.diam *= 1 - 0.1 * j
    if i < 7:
        made.insert("hh")
        made.gnabar_hh = 0.06
    sections.append(made)
synapses = []
for i in range(3, 31, 4):
    synapse = h.AlphaSynapse(sections[i](0.7))
    synapse.onset, synapse.tau, synapse.gmax, synapse.e = 0.2 * i, 0.5 + 0.05 * i, 0.003, 0 if i % 3 else -80
    synapses.append(synapse)
stimulus = clamp(sections[0](0.5), 0.5, 8, 0.3)
show("order", [sec.name() for sec in sections[0].wholetree()])
show("resistances", [[seg.ri() for seg in sec.allseg()] for sec in sections[::3]])


def refs():
    found = {sec.name(): sec(0.5)._ref_v for sec in sections[::5]}
    found.update(
        m=sections[3](0.5).hh._ref_m,
        i=synapses[3]._ref_i,
        end=sections[28](1)._ref_v,
        root0=sections[0](0)._ref_v,
    )
    return found


for order in (0, 1, 2):
    h.secondorder = order
    case("secondorder %d" % order, lambda: traced(refs(), tstop=10))
h.secondorder = 0
for sec in sections:
    sec.nseg = 2 * sec.nseg + 1
case("more segments", lambda: traced(refs(), tstop=6))
case("node indices", lambda: [[seg.node_index() for seg in sec] for sec in sections])
