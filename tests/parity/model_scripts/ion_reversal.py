"""Reversal potentials: defaults, set by hand on sections and segments, and how they last through finitialize."""

from _model import case, clamp, h, raises, section, show, traces

soma = section("soma", 30, 30, 3, ["hh"])
ION = ("ena", "ek", "nai", "nao", "ki", "ko")
show("defaults", [getattr(soma(0.5), name) for name in ION])
show("mechanisms", [[m.name(), m.is_ion()] for m in soma(0.5)])
show("ion members", [sorted(m.__dict__) for m in soma(0.5)])
soma.ena = 40
soma(0.1).ek = -90
stimulus = clamp(soma(0.5), 0.2, 1, 2)
refs = {"v": soma(0.5)._ref_v, "ina": soma(0.1)._ref_ina, "ik": soma(0.1)._ref_ik, "ena": soma(0.5)._ref_ena}
traces("set by hand", refs, tstop=6)
show("kept", [[seg.ena, seg.ek, seg.na_ion.ena] for seg in soma])
h.celsius = 20
h.finitialize(-65)
show("celsius leaves them", [[seg.ena, seg.ek] for seg in soma])
soma(0.5).nai = 20
h.finitialize(-65)
show("concentration leaves them", [[seg.ena, seg.nai] for seg in soma])
plain = section("plain", 10, 10, 1, ["na_ion"])
show("ion alone", [getattr(plain(0.5), name) for name in ("ena", "nai", "nao", "ina")])
h.finitialize(-65)
show("ion alone after finitialize", [getattr(plain(0.5), name) for name in ("ena", "nai", "nao", "ina")])
raises("no such ion here", lambda: plain(0.5).ek)
plain.insert("hh")
show("after hh", [getattr(plain(0.5), name) for name in ION])
traces("with hh", {"v": plain(0.5)._ref_v, "ena": plain(0.5)._ref_ena}, tstop=3)
case("uninsert ion", lambda: [m.name() for m in plain.uninsert("na_ion")(0.5)])
