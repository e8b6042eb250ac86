"""extracellular with its default parameters: no difference to the cell, and i_membrane."""

from _model import clamp, h, second_layer, section, show, traces, voltages

cable = section("cable", 500, 2, 5, ["extracellular", "hh"])
seg = cable(0.5)
show("layers", h.nlayer_extracellular())
show("defaults", [list(seg.xraxial), list(seg.xg), list(seg.xc), list(seg.vext), seg.e_extracellular])
show("names", sorted(seg.extracellular.__dict__))
stimulus = clamp(cable(0), 0.2, 0.5, 3)
refs = dict(voltages(cable, 3), im=cable(0.9)._ref_i_membrane, im0=cable(0.1)._ref_i_membrane)
refs.update(ext0=cable(0.5)._ref_vext[0], ext1=second_layer(cable(0.5)))
traces("run", refs, tstop=6)
show("after", [[seg.v, seg.i_membrane, list(seg.vext), seg.i_cap] for seg in cable])
show("ends", [list(cable(0).vext), list(cable(1).vext), cable(0).v, cable(1).v])
cable.uninsert("extracellular")
traces("without", voltages(cable, 3), tstop=6)
