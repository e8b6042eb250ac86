"""cm by section and segment, i_cap, and no capacitance at all."""

from _model import clamp, h, section, show, traces, voltages

cable = section("cable", 300, 2, 5, ["pas"], g_pas=5e-4, e_pas=-65)
stimulus = clamp(cable(0.1), 0.5, 3, 0.1)
show("default", [cable.cm, cable(0.5).cm, cable(0.5).i_cap])
for cm in (1, 0.5, 10, 1e-3):
    cable.cm = cm
    refs = dict(voltages(cable, 3), icap=cable(0.1)._ref_i_cap)
    traces("cm %g" % cm, refs, tstop=5)
for i, seg in enumerate(cable):
    seg.cm = 1 + 0.3 * i
show("by segment", [cable.cm] + [seg.cm for seg in cable])
for order in (0, 1, 2):
    h.secondorder = order
    traces("by segment, secondorder %d" % order, voltages(cable, 5), tstop=5)
show("i_cap after", [seg.i_cap for seg in cable])
h.secondorder = 0
cable.cm = 0
traces("no capacitance", voltages(cable, 5), tstop=2, count=10)
