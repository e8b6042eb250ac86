"""stdrun.hoc: its variables, run, init, stdinit, continuerun, advance, step, steps_per_ms, tstop and v_init."""

from _model import case, clamp, h, recorded, section, thin

h.load_file("stdrun.hoc")
soma = section("soma", 20, 20, 1, ["hh"])
stimulus = clamp(soma(0.5), 0.5, 1, 1)
vectors = recorded({"t": h._ref_t, "v": soma(0.5)._ref_v})


def state():
    return [h.t, h.dt, soma(0.5).v, vectors["t"].size()]


def after(act):
    act()
    return state()


case(
    "variables",
    lambda: [h.tstop, h.v_init, h.steps_per_ms, h.dt, h.realtime, h.stoprun, h.runStopAt, h.runStopIn],
)
case("run", lambda: after(h.run) + [thin(vectors["t"], 20), thin(vectors["v"])])
h.tstop = 2
h.v_init = -70
case("tstop and v_init", lambda: after(h.run) + [thin(vectors["v"], 30)])
case("continuerun", lambda: after(lambda: h.continuerun(4)))
case("continuerun backwards", lambda: after(lambda: h.continuerun(1)))
case("init", lambda: after(h.init))
case("stdinit", lambda: after(h.stdinit))
case("advance", lambda: after(h.advance))
case("fadvance", lambda: after(h.fadvance))
case("steprun", lambda: after(h.steprun))
h.steps_per_ms = 10
case("steps_per_ms 10", lambda: after(h.run))
case("step of 4", lambda: after(h.steprun))
h.steps_per_ms = 100
case("steps_per_ms 100", lambda: after(h.run))
h.steps_per_ms = 40
h.dt = 0.01
case("dt 0.01", lambda: after(h.run))
h.dt = 0.1
case("dt 0.1", lambda: after(h.run))
h.steps_per_ms = 7
h.dt = 0.025
case("setdt", lambda: after(h.setdt))
case("steps_per_ms 7", lambda: after(h.run))
h.steps_per_ms = 40
h.dt = 0.025
h.tstop = 1.013
case("tstop between steps", lambda: after(h.run))
h.tstop = 0
case("tstop 0", lambda: after(h.run))
h.tstop = 5
case("runStopAt", lambda: after(lambda: [setattr(h, "runStopAt", 2), h.run()]))
case("stdinit then continuerun", lambda: after(lambda: [h.stdinit(), h.continuerun(3)]))
case("finitialize then continuerun", lambda: after(lambda: [h.finitialize(-60), h.continuerun(1)]))
