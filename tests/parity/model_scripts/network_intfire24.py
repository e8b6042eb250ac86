"""Networks of IntFire2 and IntFire4: excitation and inhibition, bias, and the two kinds together."""

from _network import Raster, case, connect, draws, h, solve

COUNT = 24
twos = [h.IntFire2() for _ in range(COUNT)]
fours = [h.IntFire4() for _ in range(COUNT)]
for i, cell in enumerate(twos):
    cell.taum, cell.taus, cell.ib = 10, 20, 1.02 + 0.02 * i
for i, cell in enumerate(fours):
    cell.taue, cell.taui1, cell.taui2, cell.taum = 3, 5, 10, 20 + i % 4
raster = Raster(twos + fours)
numbers = draws(COUNT * 16, 3)
links = []


def pick(cells):
    return cells[int(next(numbers) * len(cells))]


case("bias alone", lambda: solve(80) or raster.rows())
for cell in fours:
    for k in range(4):
        links.append(connect(pick(twos), cell, (0.6, 0.5, 0.7, -0.4)[k], 1 + k))
case("twos drive fours", lambda: solve(80) or raster.rows())
for cell in twos:
    for k in range(2):
        links.append(connect(pick(fours), cell, (-0.2, 0.15)[k], 2))
case("both ways", lambda: solve(80) or raster.rows())
for cell in twos:
    cell.ib = 0
case("without bias", lambda: solve(30) or raster.rows())
