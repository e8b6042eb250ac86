"""Cells in pieces that wires join (multisplit), against the same cells whole."""

from _network import case, clamp, h, pc, section, solve


def parts(**nseg):
    """A soma, a trunk and two branches, not connected."""
    sizes = {"soma": (20, 20, 1), "trunk": (200, 2, 7), "left": (300, 1.2, 9), "right": (150, 1, 5)}
    made = {
        name: section(name, length, diam, nseg.get(name, n), ["hh" if name in ("soma", "trunk") else "pas"])
        for name, (length, diam, n) in sizes.items()
    }
    return made


def run(cell, amp=1.5, tstop=15.0):
    """Voltages at the middles of all sections, every ms, and at both ends."""
    stim = clamp(cell["soma"](0.5), 1, 2, amp)
    second = clamp(cell["left"](0.7), 6, 5, -0.2)
    records = {
        (name, x): h.Vector().record(made(x)._ref_v, 1.0)
        for name, made in sorted(cell.items())
        for x in (0, 0.5, 1)
    }
    solve(tstop)
    assert stim is not None and second is not None
    return [list(values) for _, values in sorted(records.items())]


def joined(*joints):
    for number, places in enumerate(joints):
        for place in places:
            pc.multisplit(place, number + 1)
    pc.multisplit()


def whole():
    cell = parts()
    cell["trunk"].connect(cell["soma"](0.5))
    cell["left"].connect(cell["trunk"](1))
    cell["right"].connect(cell["trunk"](0.6))
    return run(cell)


def one_wire_at_the_soma():
    cell = parts()
    cell["left"].connect(cell["trunk"](1))
    cell["right"].connect(cell["trunk"](0.6))
    joined((cell["soma"](0.5), cell["trunk"](0)))
    return run(cell)


def three_pieces_in_a_row():
    cell = parts()
    cell["right"].connect(cell["trunk"](0.6))
    joined((cell["soma"](0.5), cell["trunk"](0)), (cell["trunk"](1), cell["left"](0)))
    return run(cell)


def many_at_one_wire():
    cell = parts()
    joined((cell["soma"](1), cell["trunk"](0), cell["left"](0), cell["right"](1)))
    return run(cell)


def by_position_and_section():
    cell = parts()
    cell["left"].connect(cell["trunk"](1))
    cell["right"].connect(cell["trunk"](0.6))
    pc.multisplit(0.5, 4, sec=cell["soma"])
    pc.multisplit(0, 4, sec=cell["trunk"])
    pc.multisplit()
    return run(cell)


def second_order():
    cell = parts()
    cell["left"].connect(cell["trunk"](1))
    cell["right"].connect(cell["trunk"](0.6))
    joined((cell["soma"](0.5), cell["trunk"](0)))
    h.secondorder = 2
    rows = run(cell)
    h.secondorder = 0
    return rows


def a_number_of_one_node():
    cell = parts()
    for child in ("trunk", "left", "right"):
        cell[child].connect(cell["soma"](1))
    joined((cell["left"](1),))
    return run(cell)


def cleared(build):
    rows = build()
    pc.gid_clear(2)
    return rows


case("whole", lambda: cleared(whole))
case("one wire at the soma", lambda: cleared(one_wire_at_the_soma))
case("three pieces in a row", lambda: cleared(three_pieces_in_a_row))
case("many at one wire", lambda: cleared(many_at_one_wire))
case("by position and section", lambda: cleared(by_position_and_section))
case("second order", lambda: cleared(second_order))
case("a number of one node", lambda: cleared(a_number_of_one_node))
