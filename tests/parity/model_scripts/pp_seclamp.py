"""SEClamp: three levels, series resistance, on hh and pas, and switched off."""

from _model import h, section, show, traces, voltages

soma = section("soma", 30, 30, 1, ["hh"])
electrode = h.SEClamp(soma(0.5))
NAMES = ("rs", "dur1", "amp1", "dur2", "amp2", "dur3", "amp3", "i", "vc")
show("defaults", [getattr(electrode, name) for name in NAMES])
refs = {"v": soma(0.5)._ref_v, "i": electrode._ref_i, "vc": electrode._ref_vc, "ina": soma(0.5)._ref_ina}
traces("off", refs, tstop=1, count=10)
electrode.dur1, electrode.amp1 = 1, -65
electrode.dur2, electrode.amp2 = 4, 0
electrode.dur3, electrode.amp3 = 1, -80
for rs in (1, 0.01, 5, 100):
    electrode.rs = rs
    traces("rs %g" % rs, refs, tstop=8, count=60)
for order in (1, 2):
    h.secondorder = order
    traces("secondorder %d" % order, refs, tstop=8, count=60)
h.secondorder = 0
electrode.dur1 = 0.55
electrode.dur2 = 0.0126
traces("off the steps", refs, tstop=2, count=80)
electrode.dur2 = 0
traces("second of no length", refs, tstop=2, count=80)
electrode.dur1 = 1e9
cable = section("cable", 500, 2, 5, ["pas"])
cable.connect(soma(1))
for name, value in zip(("dur1", "amp1", "rs"), (1e9, -40, 0.1)):
    setattr(electrode, name, value)
traces("with a cable", dict(voltages(cable), i=electrode._ref_i), tstop=5)
