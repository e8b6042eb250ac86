"""Mistakes with sections, segments, mechanisms and point processes: the classes of the exceptions."""

from _model import case, h, raises, section

soma = section("soma", 20, 20, 3, ["hh"])
dend = section("dend", 20, 20, 1, ["pas"])
clamp = h.IClamp(soma(0.5))
for name, act in {
    "segment above 1": lambda: soma(1.1),
    "segment below 0": lambda: soma(-0.1),
    "mechanism missing": lambda: soma(0.5).pas,
    "range variable missing": lambda: soma(0.5).g_pas,
    "range variable unknown": lambda: soma(0.5).nosuch,
    "set range variable missing": lambda: setattr(soma(0.5), "g_pas", 1),
    "section variable missing": lambda: soma.g_pas,
    "set section variable missing": lambda: setattr(soma, "g_pas", 1),
    "reference missing": lambda: soma(0.5)._ref_nosuch,
    "reference of a missing mechanism": lambda: soma(0.5)._ref_g_pas,
    "reference in a mechanism": lambda: soma(0.5).hh._ref_nosuch,
    "mechanism variable": lambda: soma(0.5).hh.nosuch,
    "set mechanism variable": lambda: setattr(soma(0.5).hh, "nosuch", 1),
    "hh at 0": lambda: soma(0).hh,
    "insert unknown": lambda: soma.insert("nosuch"),
    "insert a point process": lambda: soma.insert("IClamp"),
    "insert a number": lambda: soma.insert(3),
    "uninsert unknown": lambda: soma.uninsert("nosuch"),
    "has_membrane unknown": lambda: soma.has_membrane("nosuch"),
    "point process in a section": lambda: h.IClamp(soma),
    "point process variable": lambda: clamp.nosuch,
    "set point process variable": lambda: setattr(clamp, "nosuch", 1),
    "nseg word": lambda: setattr(soma, "nseg", "a"),
    "L word": lambda: setattr(soma, "L", "a"),
    "v word": lambda: setattr(soma(0.5), "v", "a"),
    "NetCon of a word": lambda: h.NetCon("a", None),
    "section keyword": lambda: h.Section(nosuch=1),
    "clamp without place": lambda: h.IClamp().amp,
    "global as range": lambda: h.gnabar_hh,
    "unknown global": lambda: h.nosuch,
}.items():
    raises(name, act)
case("after all", lambda: [soma.nseg, soma.L, [m.name() for m in soma(0.5)]])
lost = section("lost", 10, 10, 1, ["hh"])
segment, mechanism, reference = lost(0.5), lost(0.5).hh, lost(0.5)._ref_v
inside = h.IClamp(lost(0.5))
h.delete_section(sec=lost)
for name, act in {
    "L of a deleted section": lambda: lost.L,
    "name of a deleted section": lambda: lost.name(),
    "v of a segment": lambda: segment.v,
    "mechanism": lambda: mechanism.gnabar,
    "reference": lambda: reference[0],
    "point process": lambda: inside.amp,
    "has_loc": lambda: inside.has_loc(),
    "segment of the deleted": lambda: lost(0.5),
    "connect the deleted": lambda: lost.connect(soma(1)),
}.items():
    raises("deleted: " + name, act)
case("run after all", lambda: h.finitialize(-65) and h.fadvance() and soma(0.5).v)
