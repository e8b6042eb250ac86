"""PlotShape.plot: what the axes of matplotlib and the figure of plotly then show."""

import gc
import subprocess
import sys

import pytest

from neuron import h


@pytest.fixture
def cell():
    """A soma along x with a dendrite along y, with 3-d points."""
    soma, dend = h.Section(name="soma"), h.Section(name="dend")
    dend.connect(soma(1))
    soma.nseg, dend.nseg = 1, 2
    for x in (0, 20):
        soma.pt3dadd(x, 0, 0, 20)
    for y, z in ((0, 0), (30, 0), (30, 70)):
        dend.pt3dadd(20, y, z, 2)
    soma.insert("hh")
    h.finitialize(-65)
    dend.v = -20
    yield [soma, dend]
    del soma, dend
    gc.collect()


def shape_of(sections, variable=None, *scale):
    shape = h.PlotShape(h.SectionList(sections), False)
    if variable is not None:
        shape.variable(variable)
    if scale:
        shape.scale(*scale)
    return shape


@pytest.fixture
def figure():
    return pytest.importorskip("matplotlib.figure").Figure()


def colors(axes):
    from matplotlib.colors import to_hex

    return [to_hex(line.get_color()) for line in axes.lines]


def viridis(part):
    from matplotlib import cm
    from matplotlib.colors import to_hex

    return to_hex(cm.viridis(part))


def test_lines_of_segments(cell, figure):
    axes = shape_of(cell).plot(figure)
    assert colors(axes) == ["#000000"] * 3 and len(figure.axes) == 1
    data = [list(zip(*line.get_data_3d())) for line in axes.lines]
    assert data[0] == [(0, 0, 0), (20, 0, 0)]
    assert data[1] == [(20, 0, 0), (20, 30, 0), (20, 30, 20)] and data[2] == [(20, 30, 20), (20, 30, 70)]
    assert [axes.get_xlabel(), axes.get_ylabel(), axes.get_zlabel()] == [
        "x (\u00b5m)",
        "y (\u00b5m)",
        "z (\u00b5m)",
    ]
    assert {line.get_linewidth() for line in axes.lines} == {2}
    figure.canvas.draw()


def test_colors_and_their_bar(cell, figure):
    axes = shape_of(cell, "v", -65, -20).plot(figure, line_width=5)
    assert colors(axes) == [viridis(0.0), viridis(1.0), viridis(1.0)]
    assert {line.get_linewidth() for line in axes.lines} == {5}
    bar = figure.axes[1]
    assert bar.get_ylabel() == "v (mV)" and bar.get_ylim() == (-65, -20)


def test_limits_without_scale(cell, figure):
    shape_of(cell, "v").plot(figure)
    assert figure.axes[1].get_ylim() == (-80, 40)
    other = type(figure)()
    axes = shape_of(cell, "hh.gnabar").plot(other)
    assert other.axes[1].get_ylabel() == "hh.gnabar (S/cm\u00b2)"
    assert colors(axes)[1:] == ["#b0b0b0"] * 2  # no hh in the dendrite
    other = type(figure)()
    shape_of(cell, lambda segment: segment.x).plot(other)
    assert other.axes[1].get_ylim() == (0.25, 0.75)


def test_options_of_lines(cell, figure):
    from matplotlib import cm

    axes = shape_of(cell, "v", -65, -20).plot(figure, cmap=cm.cividis, alpha=0.5)
    assert colors(axes)[0] != viridis(0.0) and axes.lines[0].get_alpha() == 0.5
    other = type(figure)()
    assert (
        set(colors(shape_of(cell, "v").plot(other, color="#ff0000"))) == {"#ff0000"} and len(other.axes) == 1
    )
    axes = type(figure)().add_subplot(1, 1, 1, projection="3d")
    assert shape_of(cell, "v").plot(axes, cmap="cividis") is axes
    with pytest.raises(AttributeError):
        shape_of(cell).plot(type(figure)(), no_such_option=1)


def test_marks(cell, figure):
    axes = shape_of(cell).plot(figure)
    assert axes.mark(cell[1](0.35)) is axes.mark(cell[1](1), "sg", markersize=9) is axes
    first, second = axes.lines[-2:]
    assert [float(c[0]) for c in first.get_data_3d()] == [20, 30, 5] and first.get_marker() == "o"
    assert [float(c[0]) for c in second.get_data_3d()] == [20, 30, 70] and second.get_marker() == "s"
    for bad in (cell[0], [cell[0](0.5)], None):
        with pytest.raises(TypeError, match="needs a segment"):
            axes.mark(bad)


def test_a_section_that_is_connected_by_its_other_end(cell, figure):
    tip = h.Section(name="tip")
    tip.connect(cell[1](1), 1)
    tip.pt3dadd(20, 30, 70, 1)
    tip.pt3dadd(20, 30, 90, 1)
    axes = shape_of([tip]).plot(figure)
    axes.mark(tip(0))
    assert float(axes.lines[-1].get_data_3d()[2][0]) == 90


def test_which_sections(cell, figure):
    assert len(shape_of(cell[1:]).plot(figure).lines) == 2
    shape = h.PlotShape(False)
    everything = sum(section.nseg for section in h.allsec())
    assert len(shape.plot(type(figure)()).lines) == everything
    shape.observe(h.SectionList(cell[:1]))
    assert len(shape.plot(type(figure)()).lines) == 1
    shape.observe()
    assert len(shape.plot(type(figure)()).lines) == everything
    assert len(shape_of([]).plot(type(figure)()).lines) == 0


def test_sections_without_points(figure):
    dend = h.Section(name="dend")
    dend.nseg = 3
    axes = shape_of([dend], "v").plot(figure)
    assert dend.n3d() > 1 and len(axes.lines) == 3
    assert axes.elev == 90 and axes.get_zlabel() == ""  # flat, seen from above


def test_pyplot(cell):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    given = pyplot.figure()
    first = shape_of(cell).plot(pyplot)
    second = shape_of(cell).plot(matplotlib)
    assert first.figure is given and second.figure is not given and pyplot.gcf() is second.figure
    pyplot.close("all")


def test_what_cannot_be_drawn_on(cell, figure):
    for bad in (None, 3, "text", [], h.Graph(0), object()):
        with pytest.raises(TypeError, match="draws on matplotlib.pyplot"):
            shape_of(cell).plot(bad)
    with pytest.raises(TypeError, match="projection='3d'"):
        shape_of(cell).plot(figure.add_subplot(1, 1, 1))
    with pytest.warns(UserWarning, match="no section has the variable 'no_such'"):
        axes = shape_of(cell, "no_such").plot(type(figure)())
    assert set(colors(axes)) == {"#000000"}
    with pytest.raises(ZeroDivisionError):
        shape_of(cell, lambda segment: 1 / 0).plot(type(figure)())


def test_plotly(cell):
    plotly = pytest.importorskip("plotly")
    drawn = shape_of(cell, "v", -65, -20).plot(plotly)
    (trace,) = drawn.data
    assert trace.x[:3] == (0, 20, None) and trace.line.color[0] == -65 and trace.line.cmax == -20
    assert trace.line.colorbar.title.text == "v (mV)" and trace.text[0] == "soma(0.5): -65"
    assert drawn.mark(cell[1](1)) is drawn and drawn.data[1].z == (70,)
    assert shape_of(cell).plot(plotly, color="red").data[0].line.color == "red"


def test_nothing_is_imported_before_it_is_needed():
    code = (
        "import sys\nfrom neuron import h\ns = h.Section()\nh.PlotShape(False).variable('v')\n"
        "assert 'neuron._api.shapeplot' not in sys.modules\n"
        "plot = h.PlotShape(False).plot, h.RangeVarPlot('v', s(0), s(1)).plot\n"
        "assert 'matplotlib' not in sys.modules and 'plotly' not in sys.modules\n"
    )
    assert subprocess.call([sys.executable, "-c", code]) == 0


def test_modes(cell, figure):
    shape = shape_of(cell)
    assert (shape.show(), shape.show(0), shape.show()) == (1, 1, 0)
    for mode in (-1, 3):
        with pytest.raises(IndexError):
            shape.show(mode)
    assert shape.show() == 0
    axes = shape.plot(figure, line_width=5)
    assert [line.get_linewidth() for line in axes.lines] == [20, 2, 2]
    shape.show(2)
    axes = shape.plot(figure.add_subplot(projection="3d"), line_width=5)
    data = [list(zip(*line.get_data_3d())) for line in axes.lines]
    assert data[1:] == [[(20, 0, 0), (20, 15, 35)], [(20, 15, 35), (20, 30, 70)]]
    assert {line.get_linewidth() for line in axes.lines} == {5}


def test_modes_by_plotly(cell):
    pytest.importorskip("plotly")
    import plotly

    shape = shape_of(cell)
    assert len(shape.plot(plotly).data) == 1
    shape.show(0)
    assert [trace.line.width for trace in shape.plot(plotly).data] == [2, 20]


def test_colormap(cell, figure):
    shape = shape_of(cell, "v", -65, -20)
    assert shape.colormap(1, 9, 9, 9) == 1
    assert colors(shape.plot(figure.add_subplot(projection="3d"))) == ["#808080", "#090909", "#090909"]
    assert [
        shape.colormap(3),
        shape.colormap(0, 255, 0, 0),
        shape.colormap(2, 0, 0, 255),
        shape.colormap(),
    ] == [1] * 4
    for arguments in ((3, 1, 2, 3), (-1, 1, 2, 3), (0, 256, 0, 0), (0, 0, -1, 0)):
        with pytest.raises(IndexError):
            shape.colormap(*arguments)
    with pytest.raises(NotImplementedError) as raised:
        shape.colormap(3, 1)
    assert "cmap" in str(raised.value)
    assert colors(shape.plot(figure)) == ["#ff0000", "#0000ff", "#0000ff"]
    assert colors(shape.plot(figure.add_subplot(projection="3d"), cmap="viridis"))[0] == viridis(0.0)
    cell[1].v = -42
    assert colors(shape.plot(figure.add_subplot(projection="3d")))[1] == "#808080"


def test_colormap_by_plotly(cell):
    pytest.importorskip("plotly")
    import plotly

    shape = shape_of(cell, "v", -65, -20)
    shape.colormap(2)
    shape.colormap(1, 1, 2, 3)
    (trace,) = shape.plot(plotly).data
    assert [list(step) for step in trace.line.colorscale] == [
        [0, "rgb(128,128,128)"],
        [0.5, "rgb(128,128,128)"],
        [0.5, "rgb(1,2,3)"],
        [1, "rgb(1,2,3)"],
    ]


def test_lengths_that_are_drawn_otherwise(cell, figure):
    soma, dend = cell
    twig = h.Section(name="twig")
    twig.connect(dend(0.3))  # of 100 um: where the line turns
    for x in (20, 50):
        twig.pt3dadd(x, 30, 0, 1)
    shape = shape_of([twig, dend, soma])
    assert shape.len_scale(2, sec=soma) == 0 and shape.len_scale(0.5, sec=dend) == 0
    axes = shape.plot(figure)
    data = [list(zip(*line.get_data_3d())) for line in axes.lines]
    assert data[0] == [(40, 15, 0), (70, 15, 0)]  # moved along with its parents
    assert data[1][0] == (40, 0, 0) and data[2][-1] == (40, 15, 35) and data[3] == [(0, 0, 0), (40, 0, 0)]
    assert soma.L == 20
    for scale in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ValueError):
            shape.len_scale(scale, sec=soma)


def test_the_nearest_section(cell):
    soma, dend = cell
    shape = shape_of(cell)
    assert shape.push_selected() == -1 and shape.selected_seg() is None
    assert shape.nearest(25, 15) == 5 and shape.selected_seg() == dend(0.15)
    assert shape.push_selected() == pytest.approx(0.15) and h.cas() == dend
    h.pop_section()
    assert shape.nearest_seg(5, -3) == soma(0.25) and shape.selected_seg() == dend(0.15)
    shape.observe(h.SectionList([soma]))
    assert shape.nearest(20, 40) == 40 and shape.selected_seg() == soma(1)
    shape.observe()
    assert shape.nearest(20, 40) == 10
    for wrong in ([soma], "soma", soma):
        with pytest.raises(TypeError):
            shape.observe(wrong)
    with pytest.raises(ValueError):
        shape.nearest(float("nan"), 0)


def test_the_nearest_section_is_gone():
    section = h.Section(name="gone")
    shape = h.Shape(False)
    assert shape.nearest(0, 0) >= 0  # gets 3-d points
    assert section.n3d() >= 2
    section = None
    gc.collect()
    assert shape.push_selected() == -1 and shape.selected_seg() is None and section is None


def test_a_section_connected_by_its_other_end_is_near():
    one, other = h.Section(name="one"), h.Section(name="other")
    one.connect(other(1), 1)
    for sec, places in ((other, (0, 10)), (one, (10, 50))):
        for x in places:
            sec.pt3dadd(x, 0, 0, 1)
    shape = h.Shape(h.SectionList([one]), False)
    assert shape.nearest(20, 1) == 1
    assert shape.selected_seg().sec == one and shape.selected_seg().x == pytest.approx(0.75)
