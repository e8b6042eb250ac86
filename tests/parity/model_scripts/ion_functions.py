"""h.nernst and h.ghk with numbers and names, at several temperatures."""

from _model import case, h, raises, section

soma = section("soma", 30, 30, 3, ["hh"])
soma(0.1).nai = 20
soma(0.9).ko = 5
for celsius in (0, 6.3, 25, 37):
    h.celsius = celsius
    at = " at %g" % celsius
    case(
        "nernst of numbers" + at,
        lambda: [h.nernst(a, b, z) for a, b in ((1, 10), (140, 10), (2, 2)) for z in (1, 2, -1)],
    )
    for name in ("ena", "ek", "nai", "nao", "ki", "ko"):
        case("nernst of %s" % name + at, lambda: [h.nernst(name, x, sec=soma) for x in (0.1, 0.5, 0.9)])
    case("nernst of ena, middle" + at, lambda: h.nernst("ena", sec=soma))
    case(
        "ghk" + at,
        lambda: [h.ghk(v, 1e-4, 2, z) for v in (-100, -65, -1, -1e-5, 0, 1e-5, 30) for z in (1, 2, -1)],
    )
case("charges", lambda: [h.ion_charge("na_ion"), h.ion_charge("k_ion")])
raises("nernst of a name without an ion", lambda: h.nernst("exx", sec=soma))
raises("charge of no ion", lambda: h.ion_charge("zz_ion"))
raises("nernst without section", lambda: h.nernst("eca", sec=soma))
