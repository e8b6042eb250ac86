"""NetCon.event and CVode.event in FInitializeHandlers of each type, and before and after finitialize."""

from _network import advance, case, connect, h, intfire1, section

cell = intfire1(10, 0)
soma = section("soma", 20, 20, 1, ["pas"])
synapse = h.ExpSyn(soma(0.5))
to_cell, to_synapse = h.NetCon(None, cell, 0, 0.5, 1.5), h.NetCon(None, synapse, 0, 0.5, 0.01)
times = h.Vector()
out = connect(cell, None)
out.record(times)
cvode = h.CVode()
called = []


def call(tag):
    called.append([tag, h.t])


def run(tstop=6, after=()):
    del called[:]
    h.dt = 0.025
    h.finitialize(-65)
    for one in after:
        one()
    g = []
    while h.t < tstop - 1e-9:
        advance(h.t + 0.5)
        g.append(synapse.g)
    return [list(times), list(called), g]


def send(first=1.0):
    for k in range(3):
        to_cell.event(first + k)
        to_synapse.event(first + 0.5 + k)
    cvode.event(first + 0.25, (call, "sent %g" % first))


def with_handler(kind):
    handler = h.FInitializeHandler(kind, send) if kind is not None else h.FInitializeHandler(send)
    found = run()
    del handler
    return found


for kind in (None, 0, 1, 2):
    case("type %s" % kind, lambda: with_handler(kind))
case("after finitialize", lambda: run(6, [send]))
case("both", lambda: [h.FInitializeHandler(lambda: send(0)), run(6, [lambda: send(0.125)])][1])
case("before finitialize", lambda: [send(2), run()][1])
case("at zero", lambda: run(3, [lambda: send(0)]))
