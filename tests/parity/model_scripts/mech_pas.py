"""pas alone: resting, charging, and parameters that differ by segment."""

from _model import clamp, section, show, traces, voltages

soma = section("soma", 20, 20, 1, ["pas"])
show("defaults", [soma(0.5).pas.g, soma(0.5).pas.e, soma(0.5).i_pas])
stimulus = clamp(soma(0.5), 1, 2, 0.1)
traces("defaults run", {"v": soma(0.5)._ref_v, "i": soma(0.5)._ref_i_pas}, tstop=5)
soma.g_pas = 2e-4
soma.e_pas = -60
traces("charge", {"v": soma(0.5)._ref_v, "i": soma(0.5).pas._ref_i}, tstop=10, v_init=-70)

cable = section("cable", 500, 1.5, 7, ["pas"], Ra=120, cm=0.8)
for i, seg in enumerate(cable):
    seg.pas.g = 1e-4 * (1 + i)
    seg.e_pas = -70 + i
kick = clamp(cable(0.1), 0.5, 4, 0.05)
traces("by segment", dict(voltages(cable, 7), i=cable(0.9)._ref_i_pas), tstop=8)
show("after", [[seg.x, seg.v, seg.i_pas, seg.i_cap] for seg in cable])
cable.g_pas = 0
traces("no leak", voltages(cable, 3), tstop=3)
