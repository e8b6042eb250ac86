"""Vector: record and play in a fixed step simulation of one passive section."""

from _case import attempt, case, hoc, raises

from neuron import h

V = h.Vector
section = attempt(lambda: h.Section(name="parity"))
clamp = attempt(lambda: h.IClamp(section(0.5)))


def run(steps):
    h.dt = 0.025
    h.finitialize(-65)
    for _ in range(steps):
        h.fadvance()


def recorded(*args, steps=8):
    v = V([7] * 30)
    returned = v.record(*args)
    run(steps)
    return [returned == v, list(v)]


def played(values, *args):
    v, levels = V(values), V()
    returned = v.play(clamp._ref_amp, *args)
    levels.record(clamp._ref_amp)
    run(8)
    v.play_remove()
    return [returned == v, list(levels)]


TIMES = V([0, 0.05, 0.1])
case("record", lambda: recorded(h._ref_t))
case("record voltage", lambda: recorded(section(0.5)._ref_v, steps=3))
case("record dt", lambda: recorded(h._ref_t, 0.05))
case("record times", lambda: recorded(h._ref_t, TIMES))
case("record point process", lambda: recorded(clamp, clamp._ref_dur, 0.1))
case("play dt", lambda: played([1, 2, 3], 0.05))
case("play times", lambda: played([1, 2, 3], TIMES))
case("play continuous", lambda: played([1, 2, 3], TIMES, True))
case("play_remove", lambda: [V().play_remove(), type(V().play_remove())])
raises("record number", lambda: V().record(3))
raises("play without times", lambda: V([1]).play(clamp._ref_amp))
hoc("parity_x = 0")
PLAYED = V([4, 5, 6])
attempt(lambda: PLAYED.play("parity_x = $1", 0.025))
case("play statement index", lambda: [PLAYED.play(1) == PLAYED, h.parity_x])
