"""ion_register: new ions, their charges, defaults and globals; ca has defaults of its own."""

from _model import case, h, raises, section, show

soma = section("soma", 30, 30, 3, ["hh"])
raises("before", lambda: soma.insert("ca_ion"))
case("register", lambda: h.ion_register("ca", 2) > 0)
case("register again", lambda: h.ion_register("ca", 2) == h.ion_register("ca", 2))
case("new ion", lambda: h.ion_register("cl", -1) > 0)
case("charges", lambda: [h.ion_charge("ca_ion"), h.ion_charge("cl_ion")])
soma.insert("ca_ion").insert("cl_ion")


def state():
    names = "cai cao eca ica dica_dv_ cli clo ecl icl".split()
    return [[getattr(seg, name) for name in names] for seg in soma]


case("values", state)
case("globals", lambda: [h.cai0_ca_ion, h.cao0_ca_ion, h.cli0_cl_ion, h.clo0_cl_ion])
case("styles", lambda: [h.ion_style("ca_ion", sec=soma), h.ion_style("cl_ion", sec=soma)])
h.finitialize(-65)
case("values after finitialize", state)
h.ion_style("cl_ion", 1, 2, 1, 1, 1, sec=soma)
h.ion_style("ca_ion", 1, 2, 1, 1, 1, sec=soma)
h.cli0_cl_ion = 5
h.clo0_cl_ion = 110
h.celsius = 20
h.finitialize(-65)
case("values with Nernst", state)
soma(0.1).cai = 1e-3
h.finitialize(-65)
h.fadvance()
case("values after a step", state)
show("mechanisms", [m.name() for m in soma(0.5)])
case("nernst", lambda: [h.nernst("eca", x, sec=soma) for x in (0.1, 0.5)] + [h.nernst("ecl", sec=soma)])
