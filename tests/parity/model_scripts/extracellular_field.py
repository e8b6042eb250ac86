"""An extracellular field: e_extracellular constant, by segment, and played."""

from _model import case, h, section, thin, traced, traces, voltages

cable = section("cable", 1000, 3, 9, ["hh", "extracellular"])


def refs():
    found = voltages(cable, 3)
    found.update(
        im=cable(0.5)._ref_i_membrane, vext=cable(0.1)._ref_vext[0], e=cable(0.1)._ref_e_extracellular
    )
    return found


cable.e_extracellular = 20
traces("constant", refs, tstop=3, count=30)
for i, seg in enumerate(cable):
    seg.e_extracellular = 10.0 * i
traces("gradient", refs, tstop=3, count=30)
times = h.Vector([0, 1, 1, 1.5, 1.5, 10])
pulse = h.Vector([0, 0, 1, 1, 0, 0])


def played():
    amplitudes = []
    for i, seg in enumerate(cable):
        amplitude = pulse.c().mul(-30.0 * (i + 1))
        amplitude.play(seg._ref_e_extracellular, times, 1)
        amplitudes.append(amplitude)
    return traced(refs(), tstop=6)


case("played pulse", played)
case("played no more", lambda: thin(traced(refs(), tstop=2)["vext"], 10))
