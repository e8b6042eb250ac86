"""Gap junctions by source_var and target_var into SEClamp.amp1, on one rank: pairs, chains, a spike that passes."""

from _network import case, clamp, h, hh_cells, pc, section, solve, thin

cells = [section("cell%d" % i, 30, 20, 3, ["pas"]) for i in range(4)] + hh_cells(3)
for cell in cells[:4]:
    cell.e_pas = -65
stimuli = [clamp(cells[0](0.5), 1, 5, 0.3), clamp(cells[4](0.5), 1, 0.5, 2)]
for gid, cell in enumerate(cells):
    pc.source_var(cell(0.5)._ref_v, 100 + gid, sec=cell)
junctions = []


def couple(i, j, resistance):
    for target, source in ((i, j), (j, i)):
        junction = h.SEClamp(cells[target](0.5))
        junction.dur1, junction.rs = 1e9, resistance
        pc.target_var(junction, junction._ref_amp1, 100 + source)
        junctions.append(junction)


def run(tstop=12, dt=0.025, how=solve):
    pc.setup_transfer()
    v = [h.Vector().record(cell(0.5)._ref_v) for cell in cells]
    current = [h.Vector().record(junction._ref_i) for junction in junctions]
    how(tstop, dt)
    return [thin(vector, 25) for vector in v + current] + [[junction.amp1 for junction in junctions]]


couple(0, 1, 50)
case("pair", run)
couple(1, 2, 100)
couple(2, 3, 20)
case("chain", run)
couple(4, 5, 60)
couple(5, 6, 40)
case("spikes", lambda: run(25))
case("dt 0.1", lambda: run(25, 0.1))
pc.nthread(1)
for junction in junctions:
    junction.rs *= 10
case("weaker", lambda: run(10))
case(
    "from another voltage", lambda: [pc.setup_transfer(), solve(5, 0.025, -50), [c(0.5).v for c in cells]][2]
)
