"""Artificial cells with delays from a few values, so that many events have one time: the order in which they come.
Some sources have one delay for all their connections, which NEURON gives one event when they are three or more."""

from _network import Raster, case, connect, draws, h, intfire1, pc, solve, step


class Picks:
    def __init__(self, seed):
        self.numbers = draws(100000, seed)

    def chance(self, p):
        return next(self.numbers) < p

    def below(self, n):
        return int(next(self.numbers) * n)

    def of(self, values):
        return values[self.below(len(values))]


def network(seed, how, tstop=14.99):
    picks = Picks(seed)
    count, fan = picks.of((10, 20, 30)), picks.of((2, 3, 4, 8))
    cells = [intfire1(picks.of((5, 10, 20)), picks.of((0, 0.5, 1, 2))) for _ in range(count)]
    watched_first = picks.chance(0.5)
    raster = Raster(cells) if watched_first else None
    delays = [picks.of((0, 0.25, 0.5, 1, 1.5)) for _ in cells]
    mixed = [picks.chance(0.4) for _ in cells]
    links, stims = [], []
    for _ in range(count * fan):
        a, b = picks.below(count), picks.below(count)
        delay = picks.of((0.25, 0.5, 1, 1.5)) if mixed[a] else delays[a]
        links.append(connect(cells[a], cells[b], picks.of((0.3, 0.4, 0.5, -0.25)), delay))
        if picks.chance(0.05):
            links[-1].active(0)
    raster = raster or Raster(cells)
    for i in range(0, count, 3):
        stim = h.NetStim()
        stim.start, stim.number, stim.interval = 0.5 * picks.below(4), 1e9, picks.of((2, 3, 5))
        stim.noise = picks.of((0, 0, 1))
        stim.noiseFromRandom123(i, 0, 0)
        stims.append(stim)
        for _ in range(picks.of((1, 2, 3, 4))):
            target = cells[picks.below(count)]
            links.append(connect(stim, target, picks.of((0.7, 1.1)), picks.of((0.5, 0.5, 1))))
    del links[picks.below(len(links))], links[picks.below(len(links))]
    how(tstop)
    return raster.rows()


for seed in range(1, 21):
    case("network %d" % seed, lambda: network(seed, solve if seed % 2 else step))


# ---- what changes between finitialize and a spike, or while it is under way ----


def order(fan, change, at=1.5, same=True, tstop=8):
    """The order in which cells get the event of one source, and others of the same time."""
    cells = [intfire1(10, 0) for _ in range(fan + 3)]
    raster = Raster(cells)
    stim, source = h.NetStim(), intfire1(10, 0)
    stim.number, stim.start = 1, 1
    links = [connect(stim, source, 2, 1)]
    links += [connect(source, cells[k], 2, 3 if same or k else 3.5) for k in range(fan)]
    inputs = [connect(None, cell, 2) for cell in cells]
    h.finitialize(-65)
    pc.set_maxstep(10)
    pc.psolve(at)
    change(links, cells, inputs)
    pc.set_maxstep(10)
    pc.psolve(tstop)
    return raster.rows()


def nothing(links, cells, inputs):
    pass


def others(links, cells, inputs):
    for k in (0, -1, -2, 1):
        inputs[k].event(5)


def one_is_set(links, cells, inputs):
    links[2].delay = 3
    others(links, cells, inputs)


def one_ends(links, cells, inputs):
    del links[2]
    others(links, cells, inputs)


def one_more(links, cells, inputs):
    links.append(connect(links[-1].pre(), cells[-3], 2, 3))
    others(links, cells, inputs)


def target_changes(links, cells, inputs):
    links[2].setpost(cells[-1])


def delay_back(links, cells, inputs):
    links[2].delay = 4
    links[2].delay = 3
    others(links, cells, inputs)


for fan in (1, 2, 3, 4, 6):
    for change in (nothing, others, one_is_set, one_ends, one_more, delay_back):
        if fan > 1 or change in (nothing, others, one_more):
            case("%d, %s" % (fan, change.__name__), lambda: order(fan, change))
            case("%d, %s, two delays" % (fan, change.__name__), lambda: order(fan, change, same=False))
for change in (nothing, others, target_changes):
    for fan in (2, 3, 6):
        case("%d, %s under way" % (fan, change.__name__), lambda: order(fan, change, 2.5))
