"""neuron.plot.raster: what the axes then show."""

import subprocess
import sys

import pytest

from neuron import h, plot

CHECK = "import sys\nfrom neuron import h, plot\nassert 'matplotlib' not in sys.modules\n"


def test_matplotlib_is_imported_by_the_call_only():
    subprocess.check_call([sys.executable, "-c", CHECK])


def test_lengths_differ():
    with pytest.raises(ValueError, match="2 times and 1 ids"):
        plot.raster([1, 2], [0])


@pytest.fixture
def figure():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.figure import Figure

    yield Figure()
    pyplot.close("all")


def points(axes):
    return [(x, y) for line in axes.get_lines() for x, y in zip(line.get_xdata(), line.get_ydata())]


def test_a_network(figure):
    cells = [h.IntFire1() for _ in range(3)]
    times, ids = h.Vector(), h.Vector()
    links = [h.NetCon(a, b, 0, 2, 1.5) for a, b in zip(cells, cells[1:])]
    watches = [h.NetCon(cell, None) for cell in cells]
    for i, watch in enumerate(watches):
        watch.record(times, ids, i)
    h.finitialize(-65)
    start = h.NetCon(None, cells[0], 0, 0, 1.5)
    start.event(1)
    while h.t < 6:
        h.fadvance()
    assert len(links) == 2
    axes = figure.add_subplot(1, 1, 1)
    assert plot.raster(times, ids, axes) is axes
    assert points(axes) == [(1.0, 0.0), (3.0, 1.0), (5.0, 2.0)]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("t (ms)", "cell")
    assert axes.get_lines()[0].get_marker() == "|" and axes.get_lines()[0].get_linestyle() == "None"
    figure.canvas.draw()
    assert all(tick == int(tick) for tick in axes.get_yticks())


def test_sequences_labels_and_style(figure):
    axes = plot.raster([1, 2, 2.5], [7, 9, 7], figure, {7: "basket", 9: "granule"}, color="red", label="both")
    assert points(axes) == [(1, 7), (2, 9), (2.5, 7)]
    assert list(axes.get_yticks()) == [7, 9]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["basket", "granule"]
    assert axes.get_lines()[0].get_color() == "red" and axes.get_lines()[0].get_label() == "both"
    assert axes.get_ylabel() == ""


def test_labels_as_a_list_and_no_spikes(figure):
    axes = plot.raster(h.Vector(), h.Vector(), figure, ["a", "b"])
    assert points(axes) == [] and list(axes.get_yticks()) == [0, 1]


def test_a_figure_of_its_own_or_of_pyplot(figure):
    from matplotlib import pyplot

    axes = plot.raster([1], [0])
    assert axes is pyplot.gca() and points(axes) == [(1, 0)]
    assert plot.raster([2], [1], pyplot) is axes and points(axes) == [(1, 0), (2, 1)]
    assert plot.raster([3], [0]) is not axes


def test_many_cells_have_low_marks(figure):
    few, many = figure.add_subplot(2, 1, 1), figure.add_subplot(2, 1, 2)
    plot.raster([1] * 3, range(3), few)
    plot.raster([1] * 1000, range(1000), many)
    assert few.get_lines()[0].get_markersize() == 12 and many.get_lines()[0].get_markersize() == 1
