"""VClamp, the two-electrode clamp with its amplifier: gains, time constants, command levels.

vo at t = 0 is the gain times a difference that is 0 but for round-off: it is left out.
"""

from _model import case, h, section, show, traced

soma = section("soma", 30, 30, 1, ["hh"])
electrode = h.VClamp(soma(0.5))
NAMES = "gain rstim tau1 tau2 e0 vo0 vi0 fac i e vo vi".split()
show("defaults", [getattr(electrode, name) for name in NAMES] + [list(electrode.dur), list(electrode.amp)])
refs = {name: getattr(electrode, "_ref_" + name) for name in ("i", "e", "vo", "vi", "fac")}
refs["v"] = soma(0.5)._ref_v


def traces(name, refs, **how):
    def result():
        found = traced(refs, **how)
        found["vo"] = found["vo"][1:]
        return found

    case(name, result)


traces("off", refs, tstop=0.5, count=10)
for i, (dur, amp) in enumerate(((1, -65), (3, 0), (2, -80))):
    electrode.dur[i] = dur
    electrode.amp[i] = amp
traces("steps", refs, tstop=7, count=60)
electrode.gain = 1000
traces("low gain", refs, tstop=7, count=60)
electrode.gain = 1e5
electrode.tau1 = 0.01
electrode.tau2 = 0.005
traces("time constants", refs, tstop=7, count=60)
electrode.rstim = 10
electrode.tau2 = 0
traces("rstim", refs, tstop=4, count=40)
h.secondorder = 2
traces("secondorder 2", refs, tstop=4, count=40)
