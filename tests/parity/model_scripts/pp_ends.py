"""Point processes at 0 and 1: on nodes without area, shared by the ends of connected sections; moved by loc."""

from _model import case, clamp, h, section, traced

a = section("a", 100, 2, 3, ["pas"], g_pas=2e-4, e_pas=-65)
b = section("b", 150, 1, 5, ["hh"])
c = section("c", 80, 1, 1, ["pas"], g_pas=2e-4, e_pas=-65)
b.connect(a(1))
c.connect(a(0))
source = h.NetStim()
source.start, source.interval, source.number = 0.5, 1, 3


def nodes():
    return {"%s(%g)" % (sec.name(), x): sec(x)._ref_v for sec in (a, b, c) for x in (0, 0.5, 1)}


def at(segment):
    stimulus = clamp(segment, 0.2, 1, 0.1)
    synapse = h.ExpSyn(segment)
    synapse.tau = 1
    link = h.NetCon(source, synapse, 0, 0.1, 0.002)
    found = traced(dict(nodes(), i=synapse._ref_i), tstop=3, count=25)
    return [str(stimulus.get_segment()), synapse.get_loc(), h.pop_section(), link.weight[0], found]


for segment in (a(0), a(1), b(0), b(1), c(0), c(1), a(0.5), b(0.999), b(0.001)):
    case("at %s" % segment, lambda: at(segment))


def held(segment):
    electrode = h.SEClamp(segment)
    electrode.dur1, electrode.amp1, electrode.rs = 2, -40, 1
    return traced(dict(nodes(), i=electrode._ref_i), tstop=3, count=25)


for segment in (a(0), b(1), b(0)):
    case("clamped at %s" % segment, lambda: held(segment))


def moved():
    stimulus = clamp(a(0.5), 0.2, 1, 0.1)
    places = []
    for act in (
        lambda: stimulus.loc(b(0.7)),
        lambda: stimulus.loc(1, sec=c),
        lambda: stimulus.loc(a(0)),
        lambda: stimulus.loc(0.34, sec=b),
    ):
        act()
        places.append([str(stimulus.get_segment()), stimulus.has_loc()])
        places.append([[str(p) for p in sec(x).point_processes()] for sec in (a, b, c) for x in (0, 0.5, 1)])
    return [places, traced(nodes(), tstop=2, count=10)]


case("moved", moved)
b.nseg = 3
case("after nseg", lambda: at(b(1)))
