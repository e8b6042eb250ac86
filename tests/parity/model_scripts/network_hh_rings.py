"""Rings of balls and sticks of 4, 8 and 16 cells, with one wave and with several, and two steps of time."""

from _network import Raster, case, clamp, connect, h, section, solve


def ring(count, waves, skip=1):
    cells, kept = [], []
    for i in range(count):
        soma = section("soma%d" % i, 12.6, 12.6, 1, ["hh"])
        dend = section("dend%d" % i, 200, 1, 7, ["pas"])
        dend(0.5).pas.e = -65
        dend.connect(soma(1))
        cells.append(soma)
        kept.append((dend, h.ExpSyn(dend(0.8))))
    raster = Raster(cells)
    for i in range(count):
        synapse = kept[(i + skip) % count][1]
        synapse.tau = 2
        raster.links.append(connect(cells[i], synapse, 0.02, 2 + 0.1 * (i % 3)))
    for k in range(waves):
        kept.append(clamp(cells[k * count // waves](0.5), 1 + 0.5 * k, 1, 0.5))
    return raster, cells, kept


def fired(count, waves, tstop, dt=0.025, skip=1):
    raster, cells, kept = ring(count, waves, skip)
    solve(tstop, dt)
    return raster.rows() + [[cell(0.5).v for cell in cells]]


for count in (4, 8, 16):
    case("%d cells" % count, lambda: fired(count, 1, 60))
case("two waves", lambda: fired(8, 2, 40))
case("each second", lambda: fired(9, 1, 40, 0.025, 2))
case("dt 0.1", lambda: fired(8, 1, 50, 0.1))
case("dt 0.0125", lambda: fired(4, 1, 20, 0.0125))
