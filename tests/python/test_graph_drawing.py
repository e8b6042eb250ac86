"""Graph.plot(pyplot) and Graph.savefig: what the axes then show."""

import subprocess
import sys
import warnings

import pytest

from neuron import h

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

from matplotlib import pyplot  # noqa: E402
from matplotlib.colors import to_hex  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402


@pytest.fixture(autouse=True)
def time_as_it_was():
    before = h.t
    yield
    h.t = before


@pytest.fixture
def axes():
    axes = Figure().add_subplot(1, 1, 1)
    yield axes
    pyplot.close("all")


def voltage_graph():
    g = h.Graph(0)
    g.size(0, 5, -80, 40)
    g.view(0, -80, 5, 120, 0, 0, 300, 200)
    v = h.ref(-65.0)
    g.addvar("soma.v(0.5)", v, 2, 1)
    g.addvar("dend.v(1)", v, 3, 7)
    g.begin()
    for h.t in (0.0, 1.0, 2.0):
        v[0] = -65 + h.t
        g.plot(h.t)
    return g


def test_lines_colors_and_titles(axes):
    assert voltage_graph().plot(axes) is axes
    first, second = axes.get_lines()
    assert list(first.get_xdata()) == [0, 1, 2] and list(first.get_ydata()) == [-65, -64, -63]
    assert (to_hex(first.get_color()), to_hex(second.get_color())) == ("#d55e00", "#0072b2")
    assert (first.get_linestyle(), second.get_linestyle()) == ("-", "--")
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("t (ms)", "v (mV)")
    assert axes.get_xlim() == (0, 5) and axes.get_ylim() == (-80, 40)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["soma.v(0.5)", "dend.v(1)"]


def test_units_that_differ_stand_in_the_legend(axes):
    g = h.Graph()
    g.addvar("t", h._ref_t)
    g.addvar("v(.5)", h.ref(1.0))
    g.plot(1)
    g.plot(axes)
    assert axes.get_ylabel() == ""
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["t (ms)", "v(.5) (mV)"]


def test_places_to_draw_on():
    g = voltage_graph()
    figure = Figure()
    assert g.plot(figure) is figure.gca()
    assert g.plot(pyplot) is pyplot.gca()
    assert g.plot(matplotlib) is pyplot.gca()
    pyplot.close("all")
    for bad in ([], {}, object(), 1j, len, "text", None, h.Vector()):
        with pytest.raises(TypeError):
            g.plot(bad)
    with pytest.raises(TypeError):
        g.plot(figure, 1)


def test_marks_texts_and_glyphs(axes):
    g = h.Graph()
    g.mark(1, 2, "O", 9, 4, 1)
    g.mark(1, 2, "t", 9, 4, 1)
    g.label(0.5, 0.25, "in the view", 2)
    g.label(3, 4, "in the scene", 1, 1, 0, 0, 2)
    g.label("below it")
    glyph = h.Glyph().path().m(0, 0).l(1, 0).l(0, 1).close().fill(3).s(2, 1).circle(0, 0, 1).s()
    glyph.path().m(0, 0).curve(1, 1, 0, 1).curve(2, 2, 1, 1, 0, 0).cpt(3, 3).s()
    g.glyph(glyph, 5, 6)
    g.plot(axes)
    filled, hollow = axes.get_lines()
    assert (filled.get_marker(), hollow.get_marker()) == ("o", "^")
    assert to_hex(filled.get_markerfacecolor()) == "#009e73" and hollow.get_markerfacecolor() == "none"
    texts = [(text.get_text(), text.xy, to_hex(text.get_color())) for text in axes.texts]
    assert texts[:2] == [("in the view", (0.5, 0.25), "#000000"), ("in the scene", (3, 4), "#d55e00")]
    assert axes.texts[0].xycoords == "axes fraction" and axes.texts[1].xycoords == "data"
    assert axes.texts[2].get_position()[1] < 0
    assert len(axes.patches) == 4
    axes.figure.canvas.draw()


def test_own_colors_brushes_and_axes(axes):
    g = h.Graph()
    g.color(20, "purple")
    g.color(21, "no colour at all")
    g.brush(30, 0, 5)
    g.beginline("a", 20, 30)
    g.line(0, 0)
    g.line(1, 1)
    g.beginline("b", 21, 31)
    g.line(0, 0)
    g.xaxis(0, 4)
    g.yaxis(3)
    g.plot(axes)
    first, second = axes.get_lines()
    assert to_hex(first.get_color()) == to_hex("purple") and first.get_linewidth() == 5
    assert to_hex(second.get_color()) == "#000000"
    assert axes.get_xlim() == (0, 4) and not axes.yaxis.get_visible()


def test_many_lines_and_strange_data(axes):
    g = h.Graph()
    nan, inf = float("nan"), float("inf")
    for i in range(40):
        g.beginline("line %d" % i, i, i)
        for y in (nan, inf, -inf, 1e300, i):
            g.line(y, y)
    g.mark(nan, 1)
    g.beginline("empty")
    g.label(0.5, 0.5, "$ _ ^ \\ \u00b5 \u4e2d")
    g.size(3, 3, 1, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        g.plot(axes)
    assert len(axes.get_lines()) == 41


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_savefig(tmp_path, ending):
    file = tmp_path / ("graph." + ending)
    assert voltage_graph().savefig(str(file)) is None
    start = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}[ending]
    assert file.read_bytes()[:4] == start[:4] and file.stat().st_size > 3000


def test_savefig_refuses(tmp_path):
    g = voltage_graph()
    file = str(tmp_path / "a.png")
    for bad in ((-1,), (0, 1), (1, 1e9), (1, 1, 0), (1, 1, float("nan"))):
        with pytest.raises(ValueError):
            g.savefig(file, *bad)
    with pytest.raises(OSError):
        g.savefig(str(tmp_path / "no folder" / "a.png"))
    with pytest.raises(TypeError):
        g.savefig(3)
    g.savefig(file, width=2, dpi=50)


def test_only_savefig_imports_matplotlib():
    code = (
        "import sys\nfrom neuron import h, gui\ng = h.Graph()\ng.addvar('t', h._ref_t)\ng.plot(1)\ng.lines()\n"
        "assert 'matplotlib' not in sys.modules\n"
        "sys.modules['matplotlib'] = None\n"
        "try:\n    g.savefig('never.png')\n"
        "except ImportError as error:\n    print(error)\n"
    )
    out = subprocess.check_output([sys.executable, "-c", code], universal_newlines=True)
    assert "pip install neuron[plot]" in out and out.count("\n") == 1
