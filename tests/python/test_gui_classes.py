"""Every graphics class and function: answers of NEURON without a display, and bad input to each member."""

import itertools

import pytest

import neuron
from neuron import h, hoc

MADE = {
    "Graph": (),
    "Shape": (),
    "PlotShape": (0,),
    "RangeVarPlot": ("v",),
    "PPShape": (),
    "SectionBrowser": (),
    "ValueFieldEditor": (),
    "Glyph": (),
    "PWManager": (),
    "HBox": (),
    "VBox": (),
    "Deck": (),
    "SymChooser": (),
    "TextEditor": ("text",),
    "GUIMath": (),
}
REGISTRY = {entry["name"]: entry for entry in hoc._registry()}
MEMBERS = [(name, member["name"]) for name in sorted(MADE) for member in REGISTRY[name]["members"]]
FUNCTIONS = """
    xpanel xbutton xstatebutton xcheckbox xradiobutton xmenu xlabel xvarlabel xvalue xpvalue xfixedvalue xslider
    doEvents doNotify string_dialog continue_dialog boolean_dialog pwman_place save_session print_session
    nrnglobalmechmenu nrnmechmenu nrnpointmenu nrnsecmenu nrnallpointmenu nrnallsectionmenu graph graphmode plot plotx
    ploty plt axis lw regraph setcolor hoc_pointer_ ivoc_style show_winio
""".split()
REFUSED = (
    TypeError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    MemoryError,
    OSError,
)
NASTY = [
    None,
    "text",
    "",
    -1,
    0,
    2,
    1e12,
    float("nan"),
    float("inf"),
    1j,
    [],
    (),
    {},
    b"x",
    10**400,
    object(),
    len,
]


@pytest.fixture(autouse=True)
def no_panels(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = h.t
    yield
    h.t = before
    h.xpanel()
    for panel in neuron.panels():
        panel.close()
    h.GUIMath().feround(2)
    h.axis(100, 500, 100, 400)
    h.axis(0, 1, 1, 0, 1, 1)


def make(name):
    return getattr(h, name)(*MADE[name])


def state(thing):
    if not isinstance(thing, h.Graph):
        return None
    found = dict(thing.contents())
    found["lines"] = [row[:1] + (list(row[1]), list(row[2])) + row[3:] for row in found["lines"]]
    return repr(found) + repr(thing.view_count())


def arguments():
    """Up to two of any sort, and longer rows of equal ones."""
    more = [
        h.Vector([1, 2]),
        h.ref(1),
        h.ref("text"),
        h.ref(None),
        h.Graph(),
        h.Glyph(),
        h.Vector([1])._ref_x[0],
    ]
    everything = NASTY + more
    pairs = itertools.product(everything, everything[::3])
    rows = ((x,) * n for x in everything for n in (3, 4, 5, 6, 7, 8, 9, 12))
    return itertools.chain([()], ((x,) for x in everything), pairs, rows)


@pytest.mark.parametrize("item", MEMBERS, ids=".".join)
def test_nasty_arguments(item):
    name, member = item
    if member == "savefig":
        pytest.skip("tested where it draws")
    thing = make(name)
    for args in arguments():
        before = state(thing)
        try:
            getattr(thing, member)(*args)
        except REFUSED as error:
            assert state(thing) == before, args
            assert str(error), args
            thing = make(name) if member == "plot" else thing


@pytest.mark.parametrize("name", sorted(MADE))
def test_nasty_constructions(name):
    for args in arguments():
        try:
            getattr(h, name)(*args)
        except REFUSED as error:
            assert str(error), args


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nasty_functions(name):
    assert not REGISTRY[name]["planned"]
    for args in arguments():
        n = len(neuron.panels())
        try:
            getattr(h, name)(*args)
        except REFUSED as error:
            assert str(error) and len(neuron.panels()) == n, args


# What NEURON 9.0.2 answers where DISPLAY is not set.
ANSWERS = {
    "Graph": {
        1: "align() begin() beginline() brush(1) color(1) erase() erase_all() fastflush() family(1) fixed() "
        "flush() plot(1) label(1,1,'a') line(1,1) mark(1,1) printfile('a') relative() save_name('a') simgraph() "
        "vfixed() xaxis() yaxis(1) xexpr('t') menu_action('a','b') menu_tool('a','b') addvar('t') addexpr('t') view(2)",
        0: "exec_menu('a') gif('a') crosshair_action('a') menu_remove('a') size(0,1,0,1) unmap()",
    },
    "Shape": {
        1: "action('a') begin() beginline() erase() erase_all() flush() label('a') line(1,1) mark(1,1) "
        "menu_action('a','b') printfile('a') save_name('a') select() show(0) view(2)",
        0: "color(1) color_all(1) exec_menu('a') gif('a') len_scale(1) observe() rotate() "
        "point_mark_remove() size(0,1,0,1) unmap()",
        -1: "push_selected()",
        None: "selected_seg()",
    },
    "PlotShape": {
        1: "begin() colormap(3) colormap(1,2,3,4) erase() fastflush() flush() hinton('v',0,0,1,1) scale(1,2) show(0) "
        "show() variable('v') save_name('a') label(1,1,'a')",
        0: "color(1) exec_menu('Show') len_scale(1) observe() rotate() size(0,1,0,1)",
        -1: "push_selected()",
        None: "selected_seg()",
    },
    "RangeVarPlot": {1: "color(2) origin(0)", 0: "left() right() d2root()"},
    "PPShape": {1: "append(1)"},
    "SectionBrowser": {1: "select() select_action('a') accept_action('a')"},
    "ValueFieldEditor": {0: "default()"},
    "PWManager": {
        0: "close(0) count() deiconify() hide(0) iconify() map(0) save('a',1) snap() is_mapped(0)",
        1: "deco(1) landscape(1) paper_place(0,1) printfile('a',0) scale(1) window_place(0,1,1)",
        -1: "leader() manager()",
        None: "group(0)",
    },
    "VBox": {
        1: "intercept(1) intercept(0) map('a') priority(1) save('a')",
        0: "adjust(1) adjuster(1) dialog('a') dismiss_action('a') full_request(1) ref(None) size() unmap() ismapped()",
    },
    "Deck": {
        1: "intercept(0) map() save('a')",
        0: "move_last(0) remove() remove_last() unmap()",
        -1: "flip_to(0)",
    },
    "SymChooser": {0: "run() text(h.ref('a'))"},
    "TextEditor": {0: "map() readonly()"},
    "GUIMath": {2: "feround()"},
}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_answers(name):
    for answer, calls in ANSWERS[name].items():
        for call in calls.split():
            result = eval("thing." + call, {"thing": make(name), "h": h})
            assert result == answer, call


def test_kinds_of_answers():
    assert isinstance(h.Graph().view_count(), int) and isinstance(h.PWManager().count(), int)
    assert h.VBox().ismapped() is False and h.PWManager().is_mapped(0) is False
    assert isinstance(h.RangeVarPlot("v").color(1), int) and isinstance(h.PlotShape(0).show(), int)
    assert isinstance(h.GUIMath().feround(), int) and h.GUIMath().inside(0, 0, 0, 0, 1, 1) is True


def test_functions_answer():
    text = h.ref("kept")
    assert h.string_dialog("question", text) == h.boolean_dialog("a", "b", "c") == 0 and text[0] == "kept"
    assert h.continue_dialog("message") == h.doNotify() == h.doEvents() == h.ivoc_style("*font", "x") == 1
    assert h.pwman_place(1, 2) == h.save_session("a.ses") == h.print_session() == h.show_winio(1) == 0
    assert (
        h.graph()
        == h.graph(1)
        == h.graph("t", "t", 0, 1, 0, 1)
        == h.graphmode(1)
        == h.lw()
        == h.lw("a", 1)
        == 0
    )
    assert (
        h.plt(-1) == h.plt(1, 2, 3) == h.plot() == h.plot(1, 2) == h.plot(0, 1, 1) == h.regraph(h._ref_t) == 1
    )
    assert h.setcolor(3) == 3 and h.hoc_pointer_(h._ref_t) == 1
    for name in ("nrnglobalmechmenu", "nrnmechmenu", "nrnpointmenu"):
        assert getattr(h, name)("hh") == 1
    for name in ("nrnsecmenu", "nrnallpointmenu", "nrnallsectionmenu"):
        assert getattr(h, name)() == 1


def test_the_plotter_s_axes():
    assert (h.plotx(0), h.plotx(1), h.ploty(1)) == (100, 600, 500)
    assert h.axis(1, 2, 3, 4, 5, 6) == 1 and (h.plotx(1), h.ploty(1)) == (100, -1100)
    assert h.axis(10, 200, 20, 300) == 1 and (h.plotx(1), h.plotx(2), h.ploty(4)) == (10, 210, 20)
    for bad in ((1, 1, 1, 0, 1, 1), (0, 1, 1, 2, 2, 1)):
        with pytest.raises(ValueError):
            h.axis(*bad)
    assert h.plotx(2) == 210


def test_geometry():
    g = h.GUIMath()
    cases = [
        ((0, 0, 1, 1, 3, 0), 1.3416407108306885, 1.4142135381698608),
        ((0, 1, 0, 0, 2, 0), 1, 1),
        ((5, 1, 0, 0, 2, 0), 1, 3.1622776985168457),
        ((-1, 0, 0, 0, 2, 0), 0, 1),
        ((1, 1, 0, 0, 0, 0), 1.4142135381698608, 1.4142135381698608),
        ((2, -1, 0, 0, 2, 0), 1, 1),
    ]
    for args, line, segment in cases:  # NEURON's numbers are of single precision
        assert g.d2line(*args) == pytest.approx(line, rel=1e-6)
        assert g.d2line_seg(*args) == pytest.approx(segment, rel=1e-6)
    inside = [(0, 0), (1, 1), (2, 0), (1.5, 0), (-1, -1)]
    assert [g.inside(x, y, -1, -1, 1, 1) for x, y in inside] == [True, True, False, False, True]
    assert g.inside(0, 0, 1, 1, -1, -1) is False


def test_rounding():
    g = h.GUIMath()
    assert [g.feround(i) for i in (0, 1, 2, 3, 4, 2)] == [2, 2, 1, 2, 3, 4] and g.feround() == 2
    for bad in (-1, 5, float("nan")):
        with pytest.raises((IndexError, ValueError)):
            g.feround(bad)


def test_a_text_editor_keeps_its_text():
    editor = h.TextEditor("hello", 3, 20)
    assert editor.text() == "hello" and editor.text("new \u00b5") == "new \u00b5" == editor.text()
    assert editor.readonly(1) is True and editor.readonly() is True and editor.readonly(0) is False


def test_range_plots_refuse_what_is_no_variable():
    assert h.RangeVarPlot("v").vector().size() == 0
    for bad in (3, None, [1]):
        with pytest.raises(TypeError):
            h.RangeVarPlot(bad)


def test_shapes_keep_drawings():
    shape = h.PlotShape(0)
    assert shape.view_count() == 0 and shape.view(0, 0, 1, 1, 0, 0, 100, 100) == 1 and shape.view_count() == 1
    shape.size(-100, 100, -50, 50)
    assert [shape.size(i) for i in (1, 2, 3, 4)] == [-100, 100, -50, 50]
    assert h.Shape().view_count() == 1 and h.Shape(None, 0).view_count() == 0


def test_no_window_has_a_name():
    with pytest.raises(IndexError):
        h.PWManager().name(0)
