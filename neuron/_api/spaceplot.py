"""RangeVarPlot.plot: the values along a path, drawn over the distance by matplotlib, by plotly or into a Graph.

RangeVarPlot computes them itself, see core/builtins/gui/range_plot.cpp.
"""

from neuron import h
from neuron._api import targets

DISTANCE = "distance (µm)"


def range_plotter(source):
    """What RangeVarPlot.plot is."""
    return RangePlotter(source)


class RangePlotter(object):
    """Draws the values of a RangeVarPlot as they are when it is called."""

    def __init__(self, source):
        self._source = source

    def __call__(self, graph, *args, **kwargs):
        """Draws on matplotlib.pyplot, axes or a figure, with plotly, or into a Graph.

        Gives matplotlib's list of lines, plotly's figure, or the Vector that the Graph draws. Further arguments go to
        matplotlib's plot(), plotly's Scatter() or Vector.plot().
        """
        if isinstance(graph, h.Graph):
            return self._on_graph(graph, *args, **kwargs)
        library = targets.library_of(graph)
        if library == "plotly":
            return self._with_plotly(graph, *args, **kwargs)
        if library == "matplotlib":
            return self._with_matplotlib(graph, *args, **kwargs)
        raise TypeError(
            "RangeVarPlot.plot() draws on matplotlib.pyplot, axes, a figure, plotly or a Graph, not on %r"
            % (graph,)
        )

    def __repr__(self):
        return "<plot of %r>" % (self._source,)

    def _curve(self):
        x, y = h.Vector(), h.Vector()
        self._source.to_vector(y, x)
        return x, y

    def _title(self):
        variable = self._source.variable()
        name = targets.name_of(variable)
        if name.endswith("($1)"):
            name = name[: -len("($1)")]
        return targets.title(name)

    def _on_graph(self, graph, *args):
        x, y = self._curve()
        y.label(targets.name_of(self._source.variable()))
        y.plot(graph, x, *args)
        return y

    def _with_matplotlib(self, where, *args, **kwargs):
        where = targets.pyplot_of(where)
        axes = where if hasattr(where, "set_xlim") else where.gca()
        x, y = self._curve()
        lines = axes.plot(list(x), list(y), *args, **kwargs)
        if not axes.get_xlabel():
            axes.set_xlabel(DISTANCE)
        if not axes.get_ylabel():
            axes.set_ylabel(self._title())
        return lines

    def _with_plotly(self, where, **kwargs):
        figure = targets.figure_of_plotly(where)
        x, y = self._curve()
        options = {"mode": "lines", "name": targets.name_of(self._source.variable())}
        options.update(kwargs)
        figure.add_trace(targets.graph_objects().Scatter(x=list(x), y=list(y), **options))
        if figure.layout.xaxis.title.text is None:
            figure.update_layout(xaxis_title=DISTANCE, yaxis_title=self._title())
        return figure
