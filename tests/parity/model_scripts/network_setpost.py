"""setpost: other targets, another kind with another number of weights, none at all, and in a run."""

from _network import Raster, advance, case, connect, h, intfire1, section

stim = h.NetStim()
stim.start, stim.number, stim.interval, stim.noise = 1, 6, 2, 0
cells = [intfire1(10, 0) for _ in range(3)]
four = h.IntFire4()
soma = section("soma", 20, 20, 1, ["pas"])
synapse = h.ExpSyn(soma(0.5))
link = connect(stim, cells[0], 1.5, 1)
raster = Raster(cells)


def moved(plan):
    link.setpost(cells[0])
    link.weight[0] = 1.5
    h.dt = 0.025
    h.finitialize(-65)
    for until, target in plan:
        advance(until)
        link.setpost(target)
        link.weight[0] = 1.5
    advance(15)
    return raster.rows()


case("stays", lambda: moved([]))
case("to another", lambda: moved([(4.5, cells[1])]))
case("on the way", lambda: moved([(3.5, cells[2]), (3.75, cells[1]), (7.5, cells[0])]))


def about(target):
    link.setpost(target)
    return [link.wcnt(), list(link.weight), link.valid(), link.syn() is None, link.delay, link.threshold]


for name, target in (("IntFire4", four), ("ExpSyn", synapse), ("IntFire1", cells[1])):
    case("about " + name, lambda: about(target))
case(
    "counts",
    lambda: [
        h.CVode().netconlist(stim, "", target).count() for target in (cells[0], cells[1], four, synapse)
    ],
)
case("valid", lambda: [link.valid(), link.active()])
