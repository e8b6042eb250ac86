"""hh with other conductances and reversal potentials, equal along a cable and not."""

from _model import clamp, section, show, traces, voltages

axon = section("axon", 1000, 3, 11, ["hh"], Ra=60)
stimulus = clamp(axon(0), 0.3, 0.5, 3)
traces("wave", voltages(axon, 6), tstop=8, count=80)
for i, seg in enumerate(axon):
    seg.hh.gnabar = 0.10 + 0.005 * i
    seg.gkbar_hh = 0.03 + 0.001 * i
    seg.hh.gl = 3e-4 * (1 + 0.1 * i)
    seg.el_hh = -54.3 - 0.5 * i
    seg.ena = 50 + i
    seg.ek = -77 - i
traces("by segment", dict(voltages(axon, 4), ina=axon(0.5)._ref_ina, il=axon(0.9).hh._ref_il), tstop=8)
show("currents", [[seg.ina, seg.ik, seg.hh.il, seg.dina_dv_, seg.dik_dv_] for seg in axon])
axon.gnabar_hh = 0
axon.gkbar_hh = 0
traces("leak only", voltages(axon, 4), tstop=5)
