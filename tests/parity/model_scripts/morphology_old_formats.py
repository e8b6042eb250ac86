"""Neurolucida's files before version 3, and those of the Eutectic system: where branches are connected, odd files."""

from _morphology import DATA, cases, cases_of_texts

SOMA = "[2,41] (0, 0, 0) 1\n[1,41] (10, 1, 0) 1\n[1,41] (11, 6, 0) 1\n[1,41] (1, 7, 0) 1\n"
ROOT = "[2,1] (10, 4, 0) 1\n[1,1] (20, 4, 0) 1\n"


def line(first, second, *points):
    return "".join("[%d,%d] (%g, %g, %g) %g\n" % ((first, second) + point) for point in points)


def fork(x, y, z, radius=0.8):
    return line(10, 5, (x, y, z, radius))


def begin(x, y, z, kind=2):
    """A branch that begins there, of two points."""
    return line(2, kind, (x, y, z, 0.7)) + line(1, kind, (x + 10, y - 4, z, 0.3))


FORKED = ROOT + fork(30, 4, 0) + line(1, 1, (30, 4, 0, 0.75), (40, 10, 0, 0.6))
FORKED_TWICE = FORKED + fork(50, 20, 0) + line(1, 1, (50, 20, 0, 0.45), (60, 25, 0, 0.4))
NEUROLUCIDA = {
    "soma and tree": SOMA + FORKED_TWICE + begin(50, 20, 0) + begin(30, 4, 0),
    "no soma": FORKED_TWICE + begin(50, 20, 0) + begin(30, 4, 0),
    "begins that look like roots": SOMA + FORKED_TWICE + begin(50, 20, 0, 1) + begin(30, 4, 0, 1),
    "three at a fork": FORKED + begin(30, 4, 0) + begin(30, 4, 0),
    "above a fork": FORKED + begin(30, 4, 2),
    "beside a fork": FORKED + begin(30.3, 4, 0) + begin(33, 4, 0),
    "one fork above another": FORKED + fork(30, 4, 5) + begin(30, 4, 4) + begin(30, 4, 2) + begin(30, 4, 5),
    "goes on beside the fork": ROOT + fork(30, 4, 0) + line(1, 1, (30.4, 4, 0, 0.75), (40, 1, 0, 0.6)),
    "goes on elsewhere": ROOT + fork(30, 4, 0) + line(1, 1, (40, 10, 0, 0.6)) + begin(30, 4, 0),
    "a fork with nothing behind": ROOT + fork(30, 4, 0),
    "a fork and a begin": ROOT + fork(30, 4, 0) + begin(30, 4, 0),
    "two forks in a row": ROOT + fork(30, 4, 0) + fork(40, 4, 0) + line(1, 1, (50, 4, 0, 1)),
    "at no fork": ROOT + line(1, 1, (25, 4, 0, 1), (30, 4, 0, 1)) + begin(25, 4, 0),
    "at the end of the one before": ROOT + begin(20, 4, 0),
    "a root at the end of the one before": ROOT + begin(20, 4, 0, 1),
    "in the soma": SOMA + ROOT + begin(5, 3, 0),
    "outside of the soma": SOMA + line(2, 1, (50, 3, 0, 1)) + line(1, 1, (70, 0, 0, 0.3)),
    "at the margin": SOMA + "".join(begin(x, 7, 0, 1) for x in (0.5, 11.5, 11.6)) + begin(5, 3, 50, 1),
    "nearer to a fork": SOMA
    + FORKED
    + begin(33, 4, 0)
    + begin(14, 4, 0)
    + begin(20, 4, 200)
    + begin(19, 4, 30),
    "at ends, with a soma": SOMA + ROOT + begin(20, 4, 0) + begin(20, 4, 0) + begin(30, 0, 0),
    "two somata": SOMA
    + SOMA.replace("(1", "(51").replace("(0", "(50")
    + begin(55, 3, 0, 1)
    + begin(5, 4, 0, 1),
    "outlines above each other": SOMA + SOMA.replace(", 0)", ", 2)") + ROOT,
    "trees first": ROOT + SOMA + begin(5, 3, 0, 1),
    "types": "".join(begin(9 * kind, 0, 0, kind) for kind in (1, 21, 61)),
    "points of other kinds": ROOT + "".join(line(code, 1, (2.0 + code, 4, 0, 1)) for code in (3, 4, 32, 33)),
    "other second codes": ROOT
    + line(1, 100, (26, 4, 0, 1))
    + line(10, 1, (27, 4, 0, 1))
    + line(1, 5, (28, 4, 0, 1)),
    "branches of one point": ROOT
    + fork(30, 4, 0)
    + line(1, 1, (30, 4, 0, 0.7))
    + line(2, 2, (30, 4, 0, 0.5)),
    "one point at the soma": SOMA + line(2, 1, (10, 4, 0, 1)) + ROOT,
    "lines that cannot be read": ROOT + "[1,1] (30,4,0)\n[1,1] 40 4 0 1\n[1,1] (50,4,0) 1 7\n",
    "ends of lines": FORKED.replace("\n", "\r\n"),
}

OUTLINE = [("SOS", 0, 0), ("SCP", 10, 1), ("SCP", 11, 6), ("SOE", 1, 7)]
FORKS = [("MTO", 10, 4), ("BP", 20, 4), ("CP", 25, 4), ("BP", 30, 4), ("NE", 40, 4), ("NE", 40, 14)]
FORKS += [("CP", 25, -4), ("BP", 30, -4), ("NE", 40, -4), ("NE", 40, -14)]


def table(*rows, **how):
    """Rows (type, x, y[, z[, tag]]) as a file; thickness falls from row to row."""
    lines = [] if how.get("bare") else ["No. points   %d" % len(rows), "No. trees    1", "Text         x", ""]
    for i, row in enumerate(rows):
        kind, x, y, z, tag = tuple(row) + (0, 3)[len(row) - 3 :]
        lines.append("%6d%5s%5d%8.1f%8.1f%8.1f%6.1f   tree" % (i + 1, kind, tag, x, y, z, 3 - 0.1 * i))
    return "\n".join(lines) + "\n"


EUTECTIC = {
    "soma and tree": table(*OUTLINE + FORKS),
    "no soma": table(*FORKS),
    "no header": table(*FORKS, bare=True),
    "two trees": table(*OUTLINE + FORKS + [("MTO", 1, 4, 0, 2), ("CP", -20, 4, 0, 2), ("NE", -30, 4, 0, 2)]),
    "tags": table(
        *[(kind, x, tag, 0, tag) for tag in (0, 1, 2, 3, 4, 5, 9) for kind, x in (("MTO", 0), ("NE", 9))]
    ),
    "tags within a tree": table(
        ("MTO", 0, 0, 0, 2), ("BP", 9, 0, 0, 3), ("CP", 12, 0, 0, 4), ("NE", 15, 0, 0, 2)
    )
    + "5 NE 5 9 9 0 1 tree\n",
    "ends": table(
        ("MTO", 10, 4), ("BP", 20, 4), ("MAE", 30, 4), ("BP", 30, 9), ("TAE", 40, 9), ("BAE", 40, 19)
    ),
    "swellings and spines": table(("MTO", 10, 4), ("FS", 20, 4), ("SB", 21, 4), ("CP", 22, 4), ("ES", 30, 4)),
    "a branch is missing": table(("MTO", 10, 4), ("CP", 20, 4), ("BP", 30, 4), ("NE", 40, 4)),
    "ends with a fork": table(("MTO", 10, 4), ("BP", 30, 4), ("NE", 40, 4), ("CP", 40, 9), ("BP", 50, 9)),
    "a fork at the origin": table(("MTO", 10, 4), ("BP", 10, 4), ("NE", 20, 4), ("NE", 30, 4)),
    "outside of the soma": table(*OUTLINE + [("MTO", 50, 4), ("NE", 60, 4), ("MTO", 11.4, 4), ("NE", 60, 4)]),
    "far above the soma": table(*OUTLINE + [("MTO", 5, 4, 50), ("NE", 60, 4)]),
    "the soma later": table(*[("MTO", 5, 4), ("NE", 60, 4)] + OUTLINE + [("MTO", 5, 5), ("NE", 70, 4)]),
    "two outlines": table(
        *OUTLINE + [(k, x + 50, y) for k, x, y in OUTLINE] + [("MTO", 55, 4), ("NE", 60, 4)]
    ),
    "other outlines": table(*[("OS", 1, 1), ("OCP", 2, 2), ("OE", 3, 3), ("DS", 1, 1), ("XX", 2, 2)] + FORKS),
    "lines that cannot be read": table(*FORKS) + "words\n  3 CP\n",
    "ends of lines": table(*OUTLINE + FORKS).replace("\n", "\r\n"),
}

cases("Import3d_Neurolucida_read", "cell_old.asc", DATA / "cell_old.asc")
cases_of_texts(
    "Import3d_Neurolucida_read", {"Neurolucida, " + name: text for name, text in NEUROLUCIDA.items()}
)
cases("Import3d_Eutectic_read", "cell.nts", DATA / "cell.nts")
cases_of_texts("Import3d_Eutectic_read", {"Eutectic, " + name: text for name, text in EUTECTIC.items()})
