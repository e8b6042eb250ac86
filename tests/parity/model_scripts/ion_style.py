"""ion_style: its codes, and Nernst potentials at initialization and during the run."""

from _model import case, clamp, h, section, show, traces

soma = section("soma", 30, 30, 1, ["hh"])
stimulus = clamp(soma(0.5), 0.2, 1, 2)
REFS = {"v": soma(0.5)._ref_v, "ena": soma(0.5)._ref_ena, "nai": soma(0.5)._ref_nai}
show("initial codes", [h.ion_style("na_ion", sec=soma), h.ion_style("k_ion", sec=soma)])
for style in (
    (1, 2, 1, 0, 0),
    (1, 2, 1, 1, 0),
    (3, 2, 1, 1, 1),
    (2, 1, 0, 0, 0),
    (1, 1, 0, 1, 1),
    (0, 0, 0, 0, 0),
):
    name = "style %d%d%d%d%d" % style
    soma.ena = 45
    soma.nai = 10
    soma.nao = 140
    h.ion_style("na_ion", *style, sec=soma)
    case(name + " code", lambda: h.ion_style("na_ion", sec=soma))
    traces(name, REFS, tstop=4, count=30)
h.ion_style("na_ion", 1, 2, 1, 1, 0, sec=soma)
h.celsius = 25
soma(0.5).nai = 25
traces("warm, with other nai", REFS, tstop=4, count=30)
h.ion_style("na_ion", 3, 2, 1, 1, 1, sec=soma)
h.nai0_na_ion = 15
h.nao0_na_ion = 120
traces("concentrations from the globals", REFS, tstop=2, count=20)
other = section("other", 10, 10, 1)
show("without the ion", h.ion_style("na_ion", sec=other))
