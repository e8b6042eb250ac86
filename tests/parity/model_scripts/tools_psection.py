"""sec.psection() as a dictionary, and what h.psection() prints."""

from _model import case, clamp, h, plain, section, text_of, with_points


def cleaned(value):
    """Sets sorted, objects as text, arrays as lists."""
    if isinstance(value, dict):
        return {str(key): cleaned(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [cleaned(item) for item in value]
    return plain(value) if isinstance(value, (int, float, str, type(None))) else str(value)


soma = section("soma", 20, 20, 1)
dend = section("dend", 200, 2, 3, ["pas", "hh"], Ra=100, cm=0.9)
dend.connect(soma(0.5))
points_ = with_points("points", [(0, 0, 0, 1), (10, 0, 0, 2), (20, 5, 0, 2)], 2)
points_.insert("extracellular")
points_.connect(dend(1))
stimulus = clamp(dend(0.5), 1, 2, 0.3)
synapse = h.ExpSyn(dend(0.1))
h.finitialize(-65)
for sec in (soma, dend, points_):

    def dictionary():
        found = sec.psection()
        found.pop("hoc_internal_name")
        return cleaned(found)

    case("psection of %s" % sec, dictionary)


def printed():
    lines = text_of(lambda: h.psection(sec=sec)).splitlines()
    return [line for line in lines if "object at" not in line]


for sec in (soma, dend, points_):
    case("printed %s" % sec, printed)
h("create hocsec\naccess hocsec\nnseg = 3\ninsert pas\ng_pas(0:1) = 0:1\nL = 50")
sec = h.hocsec
case("printed %s" % sec, printed)
case("dictionary of a hoc section", lambda: sec.psection()["density_mechs"]["pas"])
case("names", lambda: [str(sec), repr(sec), sec.hname(), sec.name(), sec.hoc_internal_name() == sec.name()])
