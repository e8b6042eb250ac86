"""Vector.record of a reference: v, t, states, currents, point processes, hoc variables; sizes, reuse, resizing."""

from _model import advance, case, clamp, h, run, section, show, thin

soma = section("soma", 20, 20, 1, ["hh"])
stimulus = clamp(soma(0.5), 0.2, 0.5, 1)
h("hocvar = 3")
h("double array[3]")
REFS = {
    "t": h._ref_t, "dt": h._ref_dt, "v": soma(0.5)._ref_v, "m": soma(0.5)._ref_m_hh, "h": soma(0.5).hh._ref_h,
    "ina": soma(0.5)._ref_ina, "ena": soma(0.5)._ref_ena, "gna": soma(0.5).hh._ref_gna, "i": stimulus._ref_i,
    "amp": stimulus._ref_amp, "hocvar": h._ref_hocvar, "array": h._ref_array[1], "cm": soma(0.5)._ref_cm,
    "diam": soma(0.5)._ref_diam, "celsius": h._ref_celsius,
}  # fmt: skip
for name, ref in REFS.items():
    case("record " + name, lambda: [h.Vector().record(ref) is not None])
vectors = {name: h.Vector().record(ref) for name, ref in REFS.items()}
run(2)
show("sizes", {name: vector.size() for name, vector in vectors.items()})
show("values", {name: thin(vector, 30) for name, vector in vectors.items()})
advance(3)
show("after more steps", [len(vectors["t"]), vectors["t"][80], vectors["t"][-1], vectors["v"][-1]])
h.finitialize(-60)
show("after finitialize", {name: list(vector) for name, vector in vectors.items()})
h.hocvar = 5
h.array[1] = 7
stimulus.amp = 2
h.fadvance()
show("changed from outside", {name: list(vector) for name, vector in vectors.items()})
vectors["v"].resize(0)
advance(0.2)
show("resized in the run", [vectors["v"].size(), vectors["t"].size(), list(vectors["v"])])
full = h.Vector(1000, 7).record(soma(0.5)._ref_v)
run(1)
show("filled before", [full.size(), full[0], full[-1]])
twice = h.Vector()
twice.record(soma(0.5)._ref_v)
twice.record(h._ref_t)
run(0.2)
show("recording another thing", list(twice))
twice.play_remove()
run(0.4)
show("play_remove", list(twice))
