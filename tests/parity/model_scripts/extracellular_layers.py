"""extracellular with resistances and capacitances of both layers, different by segment."""

from _model import clamp, second_layer, section, traces, voltages

cable = section("cable", 600, 2, 7, ["pas", "extracellular"], Ra=100, g_pas=2e-4, e_pas=-65)
stimulus = clamp(cable(0.1), 0.3, 3, 0.3)


def refs():
    found = voltages(cable, 4)
    for x in (0.1, 0.5, 0.9):
        found["vext0(%g)" % x] = cable(x)._ref_vext[0]
        found["vext1(%g)" % x] = second_layer(cable(x))
        found["im(%g)" % x] = cable(x)._ref_i_membrane
    return found


def layers(xg0, xg1, xr0, xr1, xc0, xc1):
    for seg in cable:
        seg.xg[0], seg.xg[1] = xg0, xg1
        seg.xraxial[0], seg.xraxial[1] = xr0, xr1
        seg.xc[0], seg.xc[1] = xc0, xc1


layers(0.01, 1e9, 1e4, 1e9, 0, 0)
traces("myelin", refs, tstop=6, count=40)
layers(0.01, 0.05, 50, 20, 0, 0)
traces("both layers", refs, tstop=6, count=40)
layers(0.01, 0.05, 50, 20, 0.1, 0.2)
traces("with capacitance", refs, tstop=6, count=40)
layers(0, 0.01, 100, 50, 0.05, 0)
traces("no xg", refs, tstop=3, count=40)
for i, seg in enumerate(cable):
    seg.xg[0] = 0.001 * (i + 1)
    seg.xraxial[0] = 1000 / (i + 1)
    seg.xc[0] = 0.1 * i
traces("by segment", refs, tstop=6, count=40)
