"""nseg from one number to another: which values the new segments take, for parameters, v, states and arrays."""

from _model import case, h, raises, section

sec = section("sec", 100, 2, 3, ["hh", "extracellular"])


def values():
    return [[s.x, s.v, s.diam, s.cm, s.gnabar_hh, s.ena, s.hh.m, s.xg[0], s.e_extracellular] for s in sec]


def numbered(nseg):
    sec.nseg = nseg
    for i, s in enumerate(sec):
        s.v, s.diam, s.cm, s.gnabar_hh, s.ena, s.hh.m = (
            i,
            1 + i,
            1 + 0.1 * i,
            0.1 + 0.01 * i,
            40 + i,
            0.01 * i,
        )
        s.xg[0], s.e_extracellular = 1 + i, 2 * i


h.finitialize(-65)
case("unchanged", values)
for old, new in (
    (1, 2), (1, 3), (2, 1), (2, 3), (2, 4), (3, 1), (3, 2), (3, 4), (3, 5), (3, 9), (4, 1), (4, 2), (4, 3), (5, 3),
    (5, 15), (6, 3), (7, 5), (9, 3), (9, 4), (10, 5), (15, 5), (20, 1), (101, 7), (7, 101),
):  # fmt: skip

    def change():
        numbered(old)
        sec.nseg = new
        return values() if new < 30 else values()[::10]

    case("%d to %d" % (old, new), change)
for bad in (0, -1, 32768, 10**9):
    raises("nseg %d" % bad, lambda: setattr(sec, "nseg", bad))
case("nseg after", lambda: sec.nseg)


def run_after():
    sec.nseg = 3
    h.finitialize(-65)
    for _ in range(10):
        h.fadvance()
    sec.nseg = 5
    before = [s.v for s in sec]
    for _ in range(10):
        h.fadvance()
    return [before, [s.v for s in sec], [s.hh.m for s in sec]]


case("changed in a run", run_after)
