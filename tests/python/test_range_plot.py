"""RangeVarPlot: values along a path. The numbers are those of NEURON 9.0.2, whose abscissae have single precision."""

import gc

import pytest

from neuron import h


class Tree:
    """soma - dend - distal in a row, side at the middle of dend."""

    def __init__(self):
        self.soma, self.dend, self.distal, self.side = [
            h.Section(name=name) for name in ("soma", "dend", "distal", "side")
        ]
        self.soma.L = self.soma.diam = 20
        self.dend.L, self.dend.diam, self.dend.nseg = 100, 2, 5
        self.distal.L, self.distal.nseg = 50, 3
        self.side.L, self.side.nseg = 30, 2
        self.dend.connect(self.soma(1))
        self.distal.connect(self.dend(1))
        self.side.connect(self.dend(0.5))
        h.finitialize(-65)


@pytest.fixture
def tree():
    made = Tree()
    yield made
    made.__dict__.clear()
    gc.collect()


def values(variable, *ends):
    x, y = h.Vector(), h.Vector()
    path = h.RangeVarPlot(variable, *ends)
    assert path.to_vector(y, x) == len(x) == len(y)
    assert path.vector().to_python() == y.to_python()
    return [round(each, 1) for each in x], [round(each, 4) for each in y]


def visits(*ends):
    """(section, x) of all places at which a callable is asked."""
    seen = []

    def look(x):
        seen.append((h.cas().name(), round(x, 3)))
        return 0

    h.RangeVarPlot(look, *ends).to_vector(h.Vector())
    return seen


def span(*ends):
    path = h.RangeVarPlot("v", *ends)
    return round(path.left(), 3), round(path.right(), 3), round(path.d2root(), 3)


def test_from_the_root_to_a_tip(tree):
    ends = tree.soma(0), tree.distal(1)
    x, y = values("v", *ends)
    assert x == [0, 10, 20, 30, 50, 70, 90, 110, 120, 128.3, 145, 161.7, 170] and set(y) == {-65}
    assert span(*ends) == (0, 170, 0)
    dend = [("dend", at) for at in (0, 0.1, 0.3, 0.5, 0.7, 0.9)]
    distal = [("distal", at) for at in (0, 0.167, 0.5, 0.833, 1)]
    assert visits(*ends) == [("soma", 0), ("soma", 0.5)] + dend + distal


def test_up_and_down(tree):
    assert span(tree.side(1), tree.distal(1)) == (-30, 100, 70)
    assert span(tree.distal(1), tree.side(1)) == (-100, 30, 70)
    assert span(tree.distal(1), tree.soma(0)) == (-170, 0, 0)
    up = [
        ("side", 1),
        ("side", 0.75),
        ("side", 0.25),
        ("side", 0),
        ("dend", 0.7),
        ("dend", 0.9),
        ("distal", 0),
    ]
    assert visits(tree.side(1), tree.distal(0.1)) == up + [("distal", 0.167)]
    down = [("distal", 0.167), ("distal", 0), ("dend", 0.9), ("dend", 0.7), ("dend", 0.5), ("side", 0.25)]
    assert visits(tree.distal(0.1), tree.side(0.1)) == down
    sections = h.SectionList()
    h.RangeVarPlot("v", tree.side(1), tree.distal(1)).list(sections)
    assert [section.name() for section in sections] == ["side", "dend", "distal"]


@pytest.mark.parametrize(
    "a, b, x",
    [
        (0.3, 0.3, [0]),
        (0.2, 0.8, [0, 20, 40, 60]),
        (0.8, 0.2, [-60, -40, -20, 0]),
        (0, 1, [0, 10, 30, 50, 70, 90, 100]),
    ],
)
def test_within_a_section(tree, a, b, x):
    assert values("v", tree.dend(a), tree.dend(b))[0] == x


def test_one_node_has_two_names(tree):
    assert visits(tree.dend(1), tree.distal(0)) == [("dend", 1)]
    assert visits(tree.side(0.1), tree.dend(0.5)) == [("side", 0.25), ("side", 0)]


def test_a_child_that_is_connected_by_its_other_end(tree):
    tree.distal.disconnect()
    tree.distal.connect(tree.dend(1), 1)
    assert visits(tree.dend(0.9), tree.distal(0))[1:] == [("distal", at) for at in (1, 0.833, 0.5, 0.167, 0)]
    assert span(tree.soma(0), tree.distal(1)) == (0, 120, 0)
    assert span(tree.distal(1), tree.distal(0)) == (0, 50, 120)
    assert span(tree.distal(0.6), tree.distal(0.1)) == (0, 16.667, 145)


def test_membrane_is_not_where_sections_meet(tree):
    x, y = values("diam", tree.soma(0), tree.distal(1))
    assert x == [0, 10, 30, 50, 70, 90, 110, 128.3, 145, 161.7, 170]
    assert y == [20, 20] + [2] * 5 + [500] * 4
    x, y = values("diam", tree.side(1), tree.distal(1))
    assert x == [-30, -22.5, -7.5, 0, 20, 40, 58.3, 75, 91.7, 100] and y == [500] * 4 + [2] * 2 + [500] * 4


def test_a_mechanism_that_is_not_everywhere(tree):
    tree.dend.insert("hh")
    x, y = values("gnabar_hh", tree.soma(0), tree.distal(1))
    assert x == [0, 0, 20, 20, 30, 50, 70, 90, 110, 120, 120]
    assert y == [0, 0, 0] + [0.12] * 7 + [0]
    tree.dend.uninsert("hh")
    for section in (tree.soma, tree.distal):
        section.insert("hh")
    x, y = values("gnabar_hh", tree.distal(1), tree.soma(0))
    assert x == [-170, -161.7, -145, -128.3, -120, -120, -20, -20, -10, 0]
    assert y == [0.12] * 5 + [0, 0] + [0.12] * 3


def test_expressions_and_callables(tree):
    tree.distal.v = -60
    ends = tree.soma(0), tree.distal(1)
    expected = values("v", *ends)[1]
    assert values("v($1)", *ends)[1] == expected
    assert values("2*v($1) + $1*0", *ends)[1] == [2 * v for v in expected]
    assert values(lambda x: h.cas()(x).v, *ends)[1] == expected
    accessed = h.cas()
    with pytest.raises(ZeroDivisionError):
        values(lambda x: 1 / 0, *ends)
    assert h.cas() == accessed
    with pytest.raises(TypeError, match="must return a number"):
        values(lambda x: "text", *ends)
    for bad in ("v*2", "no_such_variable", "L"):
        with pytest.raises(ValueError, match="neither a range variable nor an expression"):
            values(bad, *ends)


def test_begin_end_and_origin(tree):
    path = h.RangeVarPlot("v")
    assert (
        path.left()
        == path.right()
        == path.d2root()
        == path.to_vector(h.Vector())
        == path.vector().size()
        == 0
    )
    assert path.begin(0.5, sec=tree.dend) == path.end(tree.distal(1)) == 1
    assert (path.left(), path.right(), path.d2root()) == (0, 100, 70)
    path.origin(5)
    assert (path.left(), path.right()) == (5, 105)
    with pytest.raises(ValueError):
        path.begin(2, sec=tree.dend)
    assert path.right() == 105


def test_from_hoc(tree):
    h('objref path_, y_\ny_ = new Vector()\npath_ = new RangeVarPlot("v")')
    try:
        tree.soma.push()
        h("path_.begin(0)")
        tree.distal.push()
        h("path_.end(1)")
        assert h("h_ = path_.to_vector(y_)") and h.h_ == len(h.y_) == 13
    finally:
        h.pop_section()
        h.pop_section()
        h("objref path_, y_")


def test_from_vector(tree):
    path = h.RangeVarPlot("v", tree.soma(0), tree.distal(1))
    y = path.vector()
    for i in range(len(y)):
        y[i] = -i
    assert path.from_vector(y) == 13 and path.vector().to_python() == y.to_python()
    assert (tree.soma(0).v, tree.soma(0.5).v, tree.dend(0.1).v, tree.distal(1).v) == (0, -1, -3, -12)
    with pytest.raises(ValueError, match="13 elements"):
        path.from_vector(h.Vector(3))
    with pytest.raises(TypeError, match="only a range variable"):
        h.RangeVarPlot("v($1)", tree.soma(0), tree.distal(1)).from_vector(y)
    assert path.vector().to_python() == y.to_python()


def test_no_path(tree):
    other = h.Section(name="other")
    with pytest.raises(ValueError, match=r"no path from soma\(0\) to other\(1\)"):
        h.RangeVarPlot("v", tree.soma(0), other(1))
    path = h.RangeVarPlot("v", tree.soma(0), tree.distal(1))
    tree.dend.disconnect()
    for member in (path.left, path.right, path.d2root, path.vector):
        with pytest.raises(ValueError):
            member()
    h.delete_section(sec=tree.distal)
    with pytest.raises(ReferenceError):
        path.vector()
    for bad in ((3, 4), (tree.soma, tree.soma), (tree.soma(0),), (None, None)):
        with pytest.raises(TypeError):
            h.RangeVarPlot("v", *bad)


def test_a_callable_that_deletes_sections(tree):
    def delete(x):
        if tree.distal is not None:
            h.delete_section(sec=tree.distal)
            tree.distal = None
        return 0

    path = h.RangeVarPlot(delete, tree.soma(0), tree.distal(1))
    with pytest.raises(ReferenceError):
        path.to_vector(h.Vector())


def test_in_a_graph(tree):
    path = h.RangeVarPlot("v", tree.soma(0), tree.distal(1))
    path.color(3)
    g = h.Graph(0)
    g.addobject(path)
    g.addobject(path, 2, 1)
    first, second = g.lines()
    assert (first.color, second.color, first.expression, first.units) == (3, 2, "v", "mV")
    assert list(first.x) == path_x(path) and set(first.y) == {-65}
    tree.dend.v = -40
    assert -40 in list(g.lines()[0].y)
    drawn = h.Graph(0)
    y = path.plot(drawn)
    assert y.label() == "v" and list(drawn.lines()[0].y) == y.to_python() == path.vector().to_python()
    h.delete_section(sec=tree.distal)
    assert len(g.lines()[0].x) == 0


def path_x(path):
    x = h.Vector()
    path.to_vector(h.Vector(), x)
    return x.to_python()


def test_drawn_by_matplotlib(tree):
    figure = pytest.importorskip("matplotlib.figure").Figure()
    axes = figure.add_subplot(1, 1, 1)
    path = h.RangeVarPlot("v", tree.soma(0), tree.distal(1))
    (line,) = path.plot(axes, "o-", color="red", linewidth=4)
    assert list(line.get_xdata()) == path_x(path) and line.get_linewidth() == 4 and line.get_marker() == "o"
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("distance (\u00b5m)", "v (mV)")
    tree.soma.insert("hh")
    for variable, title in (("gnabar_hh", "gnabar_hh (S/cm\u00b2)"), ("v($1)", "v (mV)"), (named, "named")):
        other = type(figure)()
        h.RangeVarPlot(variable, tree.soma(0), tree.soma(1)).plot(other)
        assert other.gca().get_ylabel() == title
    path.plot(axes)
    assert len(axes.get_lines()) == 2
    for bad in (None, 3, "text", [], h.Vector()):
        with pytest.raises(TypeError, match="draws on matplotlib.pyplot"):
            path.plot(bad)


def named(x):
    return x


def test_drawn_by_plotly(tree):
    plotly = pytest.importorskip("plotly")
    figure = h.RangeVarPlot("v", tree.soma(0), tree.distal(1)).plot(plotly, line_color="red")
    assert len(figure.data[0].x) == 13 and figure.data[0].line.color == "red"
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == (
        "distance (\u00b5m)",
        "v (mV)",
    )
    h.RangeVarPlot("diam", tree.soma(0), tree.distal(1)).plot(figure)
    assert len(figure.data) == 2
