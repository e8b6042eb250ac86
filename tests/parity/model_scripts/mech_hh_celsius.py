"""hh at several temperatures, with and without the table, and a temperature that changes during a run."""

from _model import advance, case, clamp, h, section, show, thin, traces

soma = section("soma", 20, 20, 1, ["hh"])
stimulus = clamp(soma(0.5), 0.5, 2, 1.0)
REFS = {"v": soma(0.5)._ref_v, "m": soma(0.5).hh._ref_m, "ntau": soma(0.5).hh._ref_ntau}
show("default", h.celsius)
for celsius in (6.3, 0, 16.3, 22, 37):
    h.celsius = celsius
    for usetable in (1, 0):
        h.usetable_hh = usetable
        traces("celsius %g table %d" % (celsius, usetable), REFS, tstop=6, count=30)


def changing():
    h.celsius = 6.3
    h.dt = 0.025
    v = h.Vector().record(soma(0.5)._ref_v)
    h.finitialize(-65)
    advance(1)
    h.celsius = 16.3
    advance(4)
    return thin(v)


for usetable in (0, 1):
    h.usetable_hh = usetable
    case("changed in the run, table %d" % usetable, changing)
