"""MechanismType and MechanismStandard: the lists, targets, making and removing, standard values copied in and out."""

from _model import case, h, raises, section

soma = section("soma", 20, 20, 3, ["hh"])


def listed(kind):
    types = h.MechanismType(kind)
    name = h.ref("")
    found = []
    for i in range(int(types.count())):
        types.select(i)
        types.selected(name)
        found.append([name[0], types.is_netcon_target(i), types.has_net_event(i), types.is_artificial(i)])
    return found


case("density", lambda: [row[0] for row in listed(0)])
case("point processes", lambda: listed(1))
density = h.MechanismType(0)
case("selected", lambda: [density.selected(), density.select("pas"), density.selected(), density.is_ion()])


def made(name):
    density.select(name)
    density.make(sec=soma)
    with_it = [m.name() for m in soma(0.5)]
    density.remove(sec=soma)
    return [with_it, [m.name() for m in soma(0.5)]]


for name in ("pas", "fastpas", "extracellular"):
    case("make and remove " + name, lambda: made(name))


def standard(name, kind):
    values = h.MechanismStandard(name, kind)
    word = h.ref("")
    found = []
    for i in range(int(values.count())):
        size = values.name(word, i)
        found.append([word[0], size] + [values.get(word[0], j) for j in range(int(size))])
    return found


for name in (
    "hh",
    "pas",
    "na_ion",
    "extracellular",
    "IClamp",
    "SEClamp",
    "VClamp",
    "ExpSyn",
    "Exp2Syn",
    "NetStim",
    "IntFire4",
    "APCount",
):
    for kind in (1, 2, 3, 0, -1):
        case("standard %s %d" % (name, kind), lambda: standard(name, kind))


def copied():
    values = h.MechanismStandard("hh", 1)
    soma(0.1).hh.gnabar = 0.2
    values._in(0.1, sec=soma)
    read = values.get("gnabar_hh")
    values.set("gkbar_hh", 0.05)
    values.out(sec=soma)
    after = [[seg.gnabar_hh, seg.gkbar_hh] for seg in soma]
    values.set("gl_hh", 1e-3)
    values.out(0.5, sec=soma)
    return [read, after, [seg.gl_hh for seg in soma]]


case("in and out", copied)


def of_point():
    values = h.MechanismStandard("IClamp")
    clamp = h.IClamp(soma(0.5))
    clamp.amp = 3
    values._in(clamp)
    values.set("dur", 7)
    other = h.IClamp(soma(0.5))
    values.out(other)
    return [other.amp, other.dur, getattr(other, "del")]


case("of a point process", of_point)
raises("no such mechanism", lambda: h.MechanismStandard("nosuch"))
