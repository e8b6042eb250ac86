"""FInitializeHandler of types 0 to 3: their order, what they see and may change; statements and callables."""

from _model import case, clamp, h, section

soma = section("soma", 20, 20, 1, ["hh"])
seg = soma(0.5)
stimulus = clamp(seg, 0, 1, 0.5)
source = h.NetStim()
source.start, source.number = 0, 1
synapse = h.ExpSyn(seg)
link = h.NetCon(source, synapse, 0, 0, 0.01)
seen = []
recorder = h.Vector().record(seg._ref_v)


def look(tag):
    seen.append([tag, h.t, seg.v, seg.hh.m, seg.ina, stimulus.i, synapse.g, recorder.size()])


def initialized(v=-65.0):
    del seen[:]
    h.finitialize(v)
    return list(seen)


case("without", initialized)
handlers = [
    h.FInitializeHandler(kind, (look, "type %d, %d" % (kind, i))) for i in (0, 1) for kind in (3, 1, 0, 2)
]
case("all types", initialized)
case("another voltage", lambda: initialized(-50))
handlers.append(h.FInitializeHandler((look, "no type")))
case("no type is 1", initialized)
h("{x_ = 0  y_ = -1}")
handlers.append(h.FInitializeHandler("{x_ = x_ + 1  y_ = t}"))
handlers.append(h.FInitializeHandler(0, "x_ = x_ * 10"))
case("statements", lambda: initialized() and [h.x_, h.y_])
case("statements again", lambda: initialized() and [h.x_, h.y_])
del handlers[:]
case("gone", initialized)


def change(kind):
    def act():
        seg.v = -40
        seg.hh.n = 0.5

    handler = h.FInitializeHandler(kind, act)
    h.finitialize(-65)
    first = [seg.v, seg.hh.m, seg.hh.n, seg.ina, recorder[0]]
    for _ in range(4):
        h.fadvance()
    del handler
    return first + list(recorder)


for kind in (0, 1, 2, 3):
    case("change in type %d" % kind, lambda: change(kind))
