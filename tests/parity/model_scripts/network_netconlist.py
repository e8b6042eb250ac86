"""CVode.netconlist by source, cell and target: objects, names, patterns, given lists; and NetCon's own lists."""

from _network import case, connect, h, hoc_cells, intfire1

cells = hoc_cells(4)
cvode = h.CVode()
links = []
for i, cell in enumerate(cells):
    for j in (1, 2):
        link = cell.connect2target(cells[(i + j) % 4].synlist[j - 1])
        link.delay = i + j / 10.0
        links.append(link)
artificial = [intfire1() for _ in range(2)]
links += [connect(artificial[0], artificial[1]), connect(artificial[0], cells[0].synlist[0], 1, 7)]


def found(*arguments):
    return sorted(links.index(link) for link in cvode.netconlist(*arguments))


for name, arguments in {
    "all": ("", "", ""),
    "of a cell": (cells[0], "", ""),
    "to a cell": ("", cells[2], ""),
    "from cell to cell": (cells[0], cells[1], ""),
    "to a synapse": ("", "", cells[1].synlist[1]),
    "of an artificial cell": (artificial[0], "", ""),
    "to an artificial cell": ("", "", artificial[1]),
    "by name": (str(cells[0]), "", ""),
    "by pattern": ("NetworkCell.*", "", ""),
    "by a pattern of targets": ("", "", "Exp2Syn.*"),
    "by patterns": ("NetworkCell.*", "NetworkCell.*", "ExpSyn.*"),
    "no such": ("Nothing.*", "", ""),
}.items():
    case(name, lambda: found(*arguments))


def appended():
    given = h.List()
    count = cvode.netconlist(cells[0], "", "", given)
    cvode.netconlist(cells[1], "", "", given)
    return [given.count(), type(count).__name__, sorted(links.index(link) for link in given)]


case("into a list", lambda: appended()[::2])
case("prelist", lambda: sorted(links.index(link) for link in links[0].prelist()))
case("precelllist", lambda: sorted(links.index(link) for link in links[0].precelllist()))
case("postcelllist", lambda: sorted(links.index(link) for link in links[0].postcelllist()))
case("synlist", lambda: sorted(links.index(link) for link in links[0].synlist()))
case("cells", lambda: [cells.index(links[3].precell()), cells.index(links[3].postcell())])
case("one fewer", lambda: [links.pop(), cvode.netconlist("", "", "").count()][1])
