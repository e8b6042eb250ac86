"""Ion currents: the sums over mechanisms and point processes, their slopes, and where there is no current."""

from _model import clamp, h, section, show, stepped, traces

soma = section("soma", 30, 30, 1, ["hh"])
dend = section("dend", 300, 2, 5, ["pas", "na_ion"])
dend.connect(soma(1))
stimulus = clamp(soma(0.5), 0.2, 1, 2)
refs = {
    name: getattr(soma(0.5), "_ref_" + name) for name in ("v", "ina", "ik", "dina_dv_", "dik_dv_", "i_cap")
}
traces("soma", refs, tstop=6)
traces("no current", {"ina": dend(0.5)._ref_ina, "v": dend(0.5)._ref_v}, tstop=3)
seg = soma(0.5)
for order in (0, 1, 2):
    h.secondorder = order
    rows = stepped(
        lambda: [seg.v, seg.ina, seg.ik, seg.hh.gna, seg.hh.gk, seg.hh.il, seg.i_cap, stimulus.i], 80
    )
    show("secondorder %d" % order, rows[::4])
