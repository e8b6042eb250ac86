"""ParallelContext.nthread 1, 2, 4: cells on several threads, with connections between them."""

from _model import case, clamp, h, recorded, run, section, spikes, thin

pc = h.ParallelContext()
cells, synapses, links = [], [], []
for i in range(6):
    soma = section("soma%d" % i, 20 + i, 20, 1, ["hh"])
    dend = section("dend%d" % i, 200 + 20 * i, 2, 5, ["pas"], g_pas=1e-4, e_pas=-65)
    dend.connect(soma(1))
    cells.append((soma, dend))
    synapses.append(h.ExpSyn(dend(0.5)))
    synapses[-1].tau = 2
for i in range(6):
    soma = cells[i][0]
    links.append(h.NetCon(soma(0.5)._ref_v, synapses[(i + 1) % 6], 0, 1 + 0.3 * i, 0.02, sec=soma))
stimulus = clamp(cells[0][0](0.5), 0.5, 0.5, 1.5)
times, watches = spikes({"soma%d" % i: cells[i][0] for i in range(6)})
refs = {"v%d" % i: cells[i][0](0.5)._ref_v for i in range(6)}
refs.update(d=cells[3][1](0.9)._ref_v, g=synapses[2]._ref_g, t=h._ref_t)


def threads(count):
    pc.nthread(count)
    vectors = recorded(refs)
    run(20)
    found = {key: thin(vector) for key, vector in vectors.items()}
    found.update((key + " spikes", list(vector)) for key, vector in times.items())
    return [pc.nthread(), found]


case("default", lambda: pc.nthread())
for count in (1, 2, 4):
    case("nthread %d" % count, lambda: threads(count))
case("one again", lambda: threads(1))
