"""Helpers of the network scripts: cells, connections, and who fired when, all on one rank."""

from _model import advance, case, clamp, h, section, show, thin  # noqa: F401

pc = h.ParallelContext()
h.CVode()


def connect(source, target, weight=1.0, delay=1.0):
    """A NetCon from an artificial cell, or from the middle of a section."""
    if hasattr(source, "L"):
        made = h.NetCon(source(0.5)._ref_v, target, -10, delay, 0, sec=source)
    else:
        made = h.NetCon(source, target, 0, delay, 0)
    made.weight[0] = weight
    return made


class Raster:
    """The spikes of sources, with their indices in the order of firing."""

    def __init__(self, sources):
        self.times, self.ids = h.Vector(), h.Vector()
        self.links = [connect(source, None) for source in sources]
        for i, link in enumerate(self.links):
            link.record(self.times, self.ids, i)

    def rows(self):
        return [list(self.times), list(self.ids)]


def solve(tstop, dt=0.025, v_init=-65):
    """finitialize and ParallelContext.psolve, as networks are run."""
    h.dt = dt
    pc.set_maxstep(10)
    h.finitialize(v_init)
    pc.psolve(tstop)


def step(tstop, dt=0.025, v_init=-65):
    """finitialize and fadvance until tstop."""
    h.dt = dt
    h.finitialize(v_init)
    advance(tstop)


def volley(target, times, weight=1.0, delay=0.0):
    """Events at given times: a NetStim each, since they play one train only."""
    made = []
    for time in times:
        stim = h.NetStim()
        stim.start, stim.number, stim.noise = time, 1, 0
        made.extend((stim, connect(stim, target, weight, delay)))
    return made


def intfire1(tau=10.0, refrac=5.0):
    made = h.IntFire1()
    made.tau, made.refrac = tau, refrac
    return made


def hh_cells(count, L=20.0):
    return [section("cell%d" % i, L, 20 + i % 5, 1, ["hh"]) for i in range(count)]


def draws(count, seed=1):
    """Numbers between 0 and 1 that any interpreter makes alike, for wirings."""
    state = seed
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        yield state / 2147483648.0


def hoc_cells(count):
    """Cells of a hoc class in the form that network builders use: synlist, connect2target and is_art."""
    h(
        """
        begintemplate NetworkCell
        public soma, synlist, connect2target, is_art
        create soma
        objref synlist
        proc init() {
            soma { L = 20 diam = 20 insert hh }
            synlist = new List()
            soma synlist.append(new ExpSyn(0.5))
            soma synlist.append(new Exp2Syn(0.5))
            synlist.object(0).tau = 2
            synlist.object(1).e = -80
        }
        func is_art() { return 0 }
        obfunc connect2target() { localobj nc
            soma nc = new NetCon(&v(0.5), $o1)
            nc.threshold = 10
            if (numarg() > 1) $o2 = nc
            return nc
        }
        endtemplate NetworkCell
        """
    )
    return [h.NetworkCell() for _ in range(count)]
