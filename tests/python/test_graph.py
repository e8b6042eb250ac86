"""Graph without a screen: it keeps lines, texts, marks, pens and views, and gives them out."""

import gc

import pytest

from neuron import h

V = h.Vector
NAN = float("nan")


@pytest.fixture(autouse=True)
def time_as_it_was():
    before = h.t
    yield
    h.t = before


def plotted(graph, n=3, step=0.5):
    """Plots n points while t runs, and gives the times."""
    graph.begin()
    times = [i * step for i in range(n)]
    for h.t in times:
        graph.plot(h.t)
    return times


def listed(graph):
    """[(position, label, x, y), ...] by getline, as programs of hoc read lines."""
    rows = []
    position = -1
    while True:
        x, y = V(), V()
        position = int(graph.getline(position, x, y))
        if position < 0:
            return rows
        rows.append((position, y.label(), list(x), list(y)))


def contents(graph):
    return dict(graph.contents())


def everything(graph):
    """All that a graph holds, to compare."""
    found = contents(graph)
    found["lines"] = [row[:1] + (list(row[1]), list(row[2])) + row[3:] for row in found["lines"]]
    return repr(found) + repr(graph.view_count()) + repr([graph.size(i) for i in (1, 2, 3, 4)])


# ---- plot ----


def test_plot_appends_the_values_of_variables_and_expressions():
    g = h.Graph()
    x = h.ref(1.5)
    assert g.addvar("x", x) == g.addvar("t", h._ref_t, 2, 3) == 1
    assert g.addexpr("double", lambda: 2 * h.t) == 1
    times = plotted(g)
    x[0] = 7
    assert g.plot(10) == 1
    assert listed(g) == [
        (1, "x", times + [10], [1.5, 1.5, 1.5, 7]),
        (3, "t", times + [10], times + [1.0]),
        (5, "double", times + [10], [0, 1, 2, 2]),
    ]
    g.begin()
    assert [row[2] for row in listed(g)] == [[], [], []]


def test_line_info_is_color_brush_and_place_of_the_label():
    g = h.Graph()
    info = V()
    assert g.line_info(-1, info) == -1
    g.addvar("a", h._ref_t)
    g.addvar("b", h._ref_t, 2, 3)
    g.addvar("c", h._ref_t, 2, 3, 0.5, 0.6, 2)
    g.addvar("d", h._ref_t, 4, 1, 0.1, 0.2)
    expected = [
        ("a", [1, 1, 0.8, 0.9, 2]),
        ("b", [2, 3, 0.8, 0.9, 2]),
        ("c", [2, 3, 0.5, 0.6, 2]),
        ("d", [4, 1, 0.1, 0.2, 1]),
    ]
    position = -1
    for label, numbers in expected:
        position = g.line_info(position, info)
        assert (info.label(), list(info)) == (label, numbers)
    assert g.line_info(position, info) == -1 and info.label() == "d"


@pytest.mark.parametrize("position", [-2, 99, 1e30, -1e30])
def test_positions_that_do_not_exist(position):
    g = h.Graph()
    g.beginline()
    for call in (lambda: g.getline(position, V(), V()), lambda: g.line_info(position, V())):
        with pytest.raises(IndexError):
            call()


def test_family_keeps_lines():
    g = h.Graph()
    x = h.ref(0.0)
    g.addvar("x", x)
    g.family(1)
    for run in range(3):
        x[0] = run
        plotted(g, 2)
    assert [(row[1], row[3]) for row in listed(g)] == [("", [0, 0]), ("", [1, 1]), ("x", [2, 2])]
    g.family(0)
    g.begin()
    assert [row[3] for row in listed(g)] == [[0, 0], [1, 1], []]
    g.exec_menu("Keep Lines")
    plotted(g, 1)
    plotted(g, 1)
    assert len(listed(g)) == 4


def test_a_name_that_means_nothing_gives_nan_and_says_why():
    g = h.Graph()
    g.addvar("there_is_no_such_variable")
    g.addexpr("there is (")
    plotted(g, 2)
    for line in g.lines():
        assert all(y != y for y in line.y) and len(line.x) == 2
        assert len(line.problem) > 10
    assert "problem" in repr(g.lines()[0])


def test_a_callable_that_raises_stops_plot_and_changes_nothing():
    g = h.Graph()
    g.addvar("t", h._ref_t)
    g.addexpr("bad", lambda: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            g.plot(1)
    assert [row[2] for row in listed(g)] == [[], []]


def test_a_callable_that_gives_no_number():
    g = h.Graph()
    g.addexpr("text", lambda: "text")
    g.plot(1)
    assert g.lines()[0].y[0] != g.lines()[0].y[0] and "number" in g.lines()[0].problem


def test_a_callable_that_changes_the_graph():
    g = h.Graph()

    def change():
        g.erase_all()
        g.addvar("t", h._ref_t)
        return 1

    g.addexpr("change", change)
    g.addexpr("again", change)
    g.plot(1)
    g.plot(2)
    assert [(row[1], row[2]) for row in listed(g)] == [("t", [2])]


def test_a_variable_that_goes_away():
    g = h.Graph()
    v = V([1, 2])
    g.addvar("x", v._ref_x[1])
    g.plot(1)
    v.resize(1)
    g.plot(2)
    line = g.lines()[0]
    assert line.y[0] == 2 and line.y[1] != line.y[1] and line.problem


def test_xexpr_gives_the_abscissae():
    g = h.Graph()
    g.addvar("t", h._ref_t)
    g.xexpr(lambda: -h.t)
    plotted(g, 3)
    assert listed(g)[0][2] == [0, -0.5, -1]
    for bad in (3, None, [1]):
        with pytest.raises(TypeError):
            g.xexpr(bad)


# ---- drawing ----


def test_lines_that_are_drawn():
    g = h.Graph()
    g.line(1, 2)
    g.line(3, 4)
    g.beginline("labelled", 2, 3)
    g.line(5, 6)
    g.color(4)
    g.brush(5)
    g.beginline()
    g.line(7, 8)
    assert listed(g) == [(0, "", [1, 3], [2, 4]), (2, "labelled", [5], [6]), (3, "", [7], [8])]
    assert [(line.color, line.brush) for line in g.lines()] == [(1, 1), (2, 3), (4, 5)]


def test_vectors_draw_themselves():
    g = h.Graph()
    v = V([3, 4, 5])
    v.label("v")
    assert v.plot(g) is v and v.plot(g, 0.5) is v and v.plot(g, V([7, 8, 9]), 2, 3) is v
    assert v.line(g, 0.5, 3, 1) is v and v.plot(g, 5, 6) is v
    assert [row[2] for row in listed(g)] == [[0, 1, 2], [0, 0.5, 1], [7, 8, 9], [0, 0.5, 1], [0, 1, 2]]
    assert [(line.color, line.brush) for line in g.lines()] == [(1, 1), (1, 1), (2, 3), (3, 1), (5, 6)]
    v[0] = 33
    v.append(1)
    assert [row[3] for row in listed(g)][:2] == [[33, 4, 5, 1]] * 2
    assert [row[3] for row in listed(g)][2:4] == [[33, 4, 5], [3, 4, 5]]
    del v
    gc.collect()
    assert listed(g)[0][3] == [33, 4, 5, 1]


def test_marks_and_error_bars():
    g = h.Graph()
    assert g.mark(1, 2) == g.mark(1, 2, "O", 20, 2, 3) == g.mark(1, 2, 3) == 1
    assert contents(g)["marks"] == [(1, 2, "+", 12, 1, 1), (1, 2, "O", 20, 2, 3), (1, 2, "s", 12, 1, 1)]
    g.erase_all()
    v = V([3, 4])
    assert v.mark(g, 0.5, "o", 10, 2, 1) is v
    assert contents(g)["marks"] == [(0, 3, "o", 10, 2, 1), (0.5, 4, "o", 10, 2, 1)]
    g.erase_all()
    assert v.ploterr(g, V([1, 2]), V([0.5, 1]), 6, 3, 2) is v
    assert [row[2:] for row in listed(g)] == [([1, 1], [2.5, 3.5]), ([2, 2], [3, 5])]
    assert [mark[:4] for mark in contents(g)["marks"]][:2] == [(1, 2.5, "-", 6), (1, 3.5, "-", 6)]
    for style in ("x", "oo", "", 9, -1):
        with pytest.raises((ValueError, IndexError)):
            g.mark(1, 1, style)
        with pytest.raises((ValueError, IndexError)):
            v.mark(g, 1, style)


def test_vectors_of_other_sizes_draw_what_both_have():
    g = h.Graph()
    v = V([1, 2, 3])
    v.plot(g, V([5]))
    v.line(g, V([5, 6]))
    v.mark(g, V())
    v.ploterr(g, V([1, 2, 3]), V([1]))
    assert [row[2] for row in listed(g)] == [[5], [5, 6], [1, 1]]
    V().plot(g)
    V().line(g)
    assert listed(g)[-1][2:] == ([], [])


def test_vector_follows_numbers_in_memory():
    g = h.Graph()
    x, y = V([0, 1, 2]), V([5, 6, 7])
    assert g.vector(3, x._ref_x[0], y._ref_x[0]) == 1
    y[1] = 77
    assert listed(g) == [(0, "", [0, 1, 2], [5, 77, 7])]
    y.resize(1)
    assert listed(g) == [(0, "", [0], [5])]
    for n in (0, 2, -1, NAN):
        with pytest.raises((ValueError, IndexError)):
            g.vector(n, x._ref_x[0], y._ref_x[0])
    with pytest.raises(ValueError):
        g.vector(2, h._ref_t, x._ref_x[0])


def test_texts():
    g = h.Graph()
    g.label(0.1, 0.2, "a", 2, 1, 0, 1, 3)
    g.label("b")
    g.label(3, 3)
    g.fixed(2)
    g.align(0.5, 1)
    g.label("c")
    g.label(1, 1, "d", 1)
    assert [row[:4] for row in contents(g)["texts"]] == [
        ("a", 0.1, 0.2, 2),
        ("b", 0.1, 0.2, 2),
        ("c", 3, 3, 1),
        ("d", 1, 1, 1),
    ]
    assert contents(g)["texts"][0][7] == 3 and contents(g)["texts"][2][4:7] == (2, 0.5, 1)


def test_erase_keeps_texts_and_what_is_plotted():
    g = h.Graph()
    g.beginline("line")
    g.line(1, 1)
    g.label(0.5, 0.5, "text")
    g.addvar("t", h._ref_t)
    g.mark(1, 1)
    V([1]).plot(g)
    plotted(g, 2)
    assert g.erase() == 1
    assert [row[1] for row in listed(g)] == ["t"] and len(listed(g)[0][2]) == 2
    assert [row[0] for row in contents(g)["texts"]] == ["text"] and contents(g)["marks"] == []
    assert g.erase_all() == 1
    assert listed(g) == [] and contents(g)["texts"] == []
    g.plot(1)
    assert listed(g) == []


def test_glyphs():
    g = h.Graph()
    glyph = h.Glyph()
    assert glyph.path().m(1, 2).l(3, 4).close().fill(2).s(1, 3) is glyph
    assert g.glyph(glyph, 5, 6, 2, 3, 45, 1) == 0
    row = contents(g)["glyphs"][0]
    assert row[0] == [("path",), ("m", 1, 2), ("l", 3, 4), ("close",), ("fill", 2), ("s", 1, 3)]
    assert row[1:] == (5, 6, 1, 2, 3, 45)
    del glyph
    gc.collect()
    assert len(contents(g)["glyphs"][0][0]) == 6
    with pytest.raises(TypeError):
        g.glyph(g, 1, 1)


# ---- extent ----


def test_sizes():
    g = h.Graph(0)
    assert g.view_count() == 0 and g.size(0, 10, -1, 2) == 0
    assert [g.size(i) for i in (1, 2, 3, 4)] == [0, 10, -1, 2]
    out = V(4)
    g.size(out._ref_x[0])
    assert list(out) == [0, 10, -1, 2]
    g.beginline()
    g.line(-3, 4)
    g.line(NAN, 100)
    g.mark(7, -8)
    g.size(out._ref_x[0])
    assert list(out) == [-3, 7, -8, 4]
    assert g.view(0, -1, 20, 3, 100, 100, 300, 200) == 1 and g.view_count() == 1
    assert [g.size(i) for i in (1, 2, 3, 4)] == [0, 20, -1, 2]
    g.exec_menu("View = plot")
    assert [g.size(i) for i in (1, 2, 3, 4)] == [-3, 7, -8, 4]
    g.exec_menu("Whole Scene")
    assert [g.size(i) for i in (1, 2, 3, 4)] == [0, 10, -1, 2]
    g.view_size(0, 1, 2, 3, 4)
    assert [g.size(i) for i in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert g.unmap() == 0 and g.view_count() == 0
    with pytest.raises(ValueError):
        g.size(V(3)._ref_x[0])
    with pytest.raises(ValueError):
        g.size(h._ref_t)
    for bad in (0, 5, -1):
        with pytest.raises(IndexError):
            g.size(bad)


def test_view_info():
    g = h.Graph(0)
    assert g.view_info() == g.view_info(0, 1) == -1
    g.view(0, -1, 10, 4, 0, 0, 200, 100)
    assert g.view_info() == 0
    assert [g.view_info(0, i) for i in range(1, 11)] == [10, 4, 200, 100, 0, 10, -1, 3, 0.05, 0.04]
    assert [g.view_info(0, i, 2) for i in range(11, 15)] == [0.2, 0.75, 40, 25]
    for bad in ((1, 1), (0, 0), (0, 16), (-1, 1)):
        with pytest.raises(IndexError):
            g.view_info(*bad)


@pytest.mark.parametrize("bad", [NAN, float("inf"), -float("inf")])
def test_places_are_finite(bad):
    g = h.Graph()
    before = everything(g)
    for call in (
        lambda: g.size(0, bad, 0, 1),
        lambda: g.view(0, 0, bad, 1, 0, 0, 1, 1),
        lambda: g.label(bad, 1, "x"),
        lambda: g.label(0, 1, "x", 1, bad),
        lambda: g.xaxis(0, bad),
        lambda: g.addvar("t", h._ref_t, 1, 1, bad, 1),
        lambda: g.glyph(h.Glyph(), bad, 1),
        lambda: g.view_size(0, 0, 1, 0, bad),
        lambda: g.mark(1, 1, "o", bad),
        lambda: h.Glyph().m(bad, 1),
    ):
        with pytest.raises(ValueError):
            call()
    assert everything(g) == before


# ---- menus ----


def test_menus_run_actions():
    g = h.Graph()
    done = []
    g.menu_action("action", lambda: done.append("action"))
    g.menu_action("with arguments", (done.append, "argument"))
    g.menu_tool("tool", lambda *args: done.append("tool"), lambda: done.append("chosen"))
    for label in ("action", "with arguments", "tool", "no such entry"):
        assert g.exec_menu(label) == 0
    assert done == ["action", "argument", "chosen"]
    assert contents(g)["menu"] == ["action", "with arguments", "tool"]
    g.menu_remove("action")
    g.menu_remove("never there")
    assert contents(g)["menu"] == ["with arguments", "tool"]
    g.menu_action("removes itself", lambda: g.menu_remove("removes itself"))
    g.exec_menu("removes itself")
    assert contents(g)["menu"] == ["with arguments", "tool"]
    for bad in (3, None, [], {}, (), ("text",), object()):
        with pytest.raises(TypeError):
            g.menu_action("bad", bad)
        with pytest.raises(TypeError):
            g.crosshair_action(bad)


def test_calls_of_saved_sessions_are_taken():
    g = h.Graph(0)
    g.size(0, 5, -80, 40)
    assert g.view(0, -80, 5, 120, 485, 24, 300.48, 200.32) == 1
    assert g.save_name("graphList[0].") == g.save_name("tempobj", 1) == 1
    assert g.addexpr("soma.v( 0.5 )", 1, 1, 0.8, 0.9, 2) == 1
    assert g.addexpr("label", "x + y", 1, 1, 0.8, 0.9, 2) == 1
    assert g.addvar("soma.v( 0.5 )", 1, 1, 0.8, 0.9, 2) == 1
    assert g.label(0.3, 0.8, "text", 2, 1, 0, 0, 1) == 1
    assert g.family(0) == g.xexpr("t", 0) == g.begin() == g.flush() == g.fastflush() == g.simgraph() == 1
    assert g.vfixed(1) == g.relative() == g.xaxis() == g.yaxis(3) == g.xaxis(0, 5, 0, 5, 2, 1, 1) == 1
    assert g.crosshair_action("procedure") == g.crosshair_action("", 1) == g.gif("file.gif") == 0
    assert g.printfile("nothing is written.ps") == 1


def test_objects_end_with_their_graph():
    gc.collect()
    n = len(h.Vector), len(h.Graph)
    g = h.Graph()
    V([1]).plot(g)
    g.addvar("x", V([1])._ref_x[0])
    del g
    gc.collect()
    assert (len(h.Vector), len(h.Graph)) == n


def test_hundred_thousand_points_take_no_time():
    g = h.Graph()
    for _ in range(4):
        g.addvar("t", h._ref_t)
    for i in range(100000):
        g.plot(i)
    assert len(g.lines()[3].x) == 100000
