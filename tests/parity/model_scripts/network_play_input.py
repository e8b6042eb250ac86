"""Trains from Vectors: events sent from a handler, PatternStim, and Vector.play of a NetStim's number or a weight."""

from _network import Raster, case, connect, h, intfire1, pc, solve, step

cells = [intfire1(10, 1) for _ in range(3)]
raster = Raster(cells)
inputs = [h.NetCon(None, cell, 0, 0, 1.5) for cell in cells]
trains = [h.Vector([1, 2, 5.5, 5.6, 9]), h.Vector([0, 3, 3, 7]), h.Vector([])]


def queue():
    for link, train in zip(inputs, trains):
        for time in train:
            link.event(time)


handler = h.FInitializeHandler(queue)
case("events of a handler", lambda: step(12) or raster.rows())
case("again", lambda: step(12) or raster.rows())
trains[2] = h.Vector([2, 2.5, 11.99])
case("another train", lambda: step(12) or raster.rows())
for train in trains:
    train.resize(0)
case("silence", lambda: step(12) or raster.rows())

pc.set_gid2node(10, pc.id())
pc.cell(10, raster.links[0])
followers = [intfire1(5, 0) for _ in range(3)]
links = []
for gid, follower in enumerate(followers):
    link = pc.gid_connect(gid + 10, follower)
    link.weight[0], link.delay = 1.1, 0.7
    links.append(link)
    raster.links.append(connect(follower, None))
    raster.links[-1].record(raster.times, raster.ids, 100 + gid)
pattern = h.PatternStim()
times, gids = h.Vector([1, 2, 2, 4.4, 8]), h.Vector([10, 11, 12, 10, 12])
pattern.play(times, gids)
case("PatternStim", lambda: solve(12) or raster.rows())
case("PatternStim again", lambda: solve(5) or raster.rows())
pattern.fake_output = 1
case("PatternStim, fake_output", lambda: solve(12) or raster.rows())
gates = h.Vector([0, 1.5, 0])
gates.play(inputs[0]._ref_weight[0], h.Vector([0, 3, 9]))
trains[0] = h.Vector([1, 2, 4, 5, 10])
case("weight played to the input", lambda: solve(12) or raster.rows())
