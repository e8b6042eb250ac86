"""One and three layers of extracellular instead of two."""

from _model import case, clamp, h, raises, section, traced, voltages

case("two at first", lambda: h.nlayer_extracellular())
case("three", lambda: [h.nlayer_extracellular(3), h.nlayer_extracellular()])
cable = section("cable", 500, 2, 5, ["pas", "extracellular"], g_pas=2e-4, e_pas=-65)
case("defaults", lambda: [list(getattr(cable(0.5), name)) for name in ("xg", "xc", "xraxial", "vext")])
stimulus = clamp(cable(0), 0.2, 2, 0.3)


def ran(layers):
    for seg in cable:
        for i in range(layers):
            seg.xg[i], seg.xc[i], seg.xraxial[i] = 0.01 * (i + 1), 0.05 * i, 100.0 * (i + 1)
    refs = voltages(cable, 3)
    refs.update(("vext%d" % i, cable(0.1)._ref_vext[i]) for i in range(layers))
    return traced(dict(refs, im=cable(0.9)._ref_i_membrane), tstop=4, count=40)


case("three layers run", lambda: ran(3))
raises("while it is in use", lambda: h.nlayer_extracellular(1))
