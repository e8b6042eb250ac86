"""The functions of hh: rates and vtrap, from a mechanism, from h with setdata, and on both sides of the table."""

from _model import case, h, section

soma = section("soma", 20, 20, 3, ["hh"])


def after(v):
    soma(0.5).hh.rates(v)
    mechanism = soma(0.5).hh
    return [getattr(mechanism, name) for name in ("minf", "mtau", "hinf", "htau", "ninf", "ntau")]


for usetable in (1, 0):
    h.usetable_hh = usetable
    for v in (-200, -100, -99.7, -65, -55, -54.999999, -40, -40.00001, 0.123, 99.9, 100, 250):
        case("rates(%r) table %d" % (v, usetable), lambda: after(v))
case("vtrap", lambda: [soma(0.5).hh.vtrap(x, y) for x in (-3, -1e-7, 0, 1e-7, 1e-5, 2) for y in (1, 10)])


def with_setdata():
    h.setdata_hh(0.5, sec=soma)
    h.rates_hh(-30)
    return [soma(0.5).hh.minf, soma(0.5).hh.ntau, h.vtrap_hh(1, 2)]


case("setdata", with_setdata)
