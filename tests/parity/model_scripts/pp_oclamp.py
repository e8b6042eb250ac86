"""OClamp, the clamp that is switched on and off."""

from _model import advance, case, h, recorded, section, show, thin, traces

soma = section("soma", 30, 30, 1, ["hh"])
electrode = h.OClamp(soma(0.5))
show("defaults", [getattr(electrode, name) for name in ("rs", "on", "off", "vc", "switched_on", "i")])
refs = {"v": soma(0.5)._ref_v, "i": electrode._ref_i, "on": electrode._ref_switched_on}
traces("off", refs, tstop=1, count=20)


def switched(on, off, vc, rs):
    electrode.on, electrode.off, electrode.vc, electrode.rs = on, off, vc, rs
    vectors = recorded(refs)
    h.dt = 0.025
    h.finitialize(-65)
    advance(1)
    electrode.switched_on = 1
    advance(3)
    electrode.switched_on = 0
    advance(4)
    return {key: thin(vector, 60) for key, vector in vectors.items()}


for on, off, vc, rs in ((0, 0, 0, 1), (1, 0, -20, 1), (1, 2, -30, 0.5), (0.5, 3.01, 10, 2)):
    case("on %g off %g vc %g rs %g" % (on, off, vc, rs), lambda: switched(on, off, vc, rs))
