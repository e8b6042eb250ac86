"""Pictures of results by matplotlib, which is imported when one is drawn: raster() shows spikes.

Graph.plot, RangeVarPlot.plot and PlotShape.plot draw what belongs to those objects.
"""

from neuron._api.plot import axes_of, numbers


def raster(times, ids, axes=None, labels=None, **style):
    """A spike raster: a mark for each spike, time [ms] to the right and the cell upwards; returns the axes.

    times and ids are Vectors as ParallelContext.spike_record and NetCon.record fill them, or other sequences of
    numbers, of one length. axes is where to draw: axes, a figure or matplotlib.pyplot; when it is left out, a new
    figure of pyplot. labels maps ids to texts (a dict) or lists the texts of 0, 1, …; they stand at the axis in
    place of numbers. style is passed to matplotlib's Axes.plot: color, marker, markersize, alpha, label.

    ValueError for lists of different lengths, ImportError without matplotlib (pip install neuron[plot]).
    """
    times, ids = (numbers(given) if hasattr(given, "as_numpy") else list(given) for given in (times, ids))
    if len(times) != len(ids):
        raise ValueError("raster(): %d times and %d ids: each spike has one of both" % (len(times), len(ids)))
    try:
        from matplotlib.ticker import MaxNLocator
    except ImportError as error:
        raise ImportError("neuron.plot.raster() needs matplotlib (%s): pip install neuron[plot]" % error)
    axes = _new_axes() if axes is None else axes_of(axes)
    look = {"linestyle": "", "marker": "|", "color": "black", "markersize": _height(len(set(ids)))}
    look.update(style)
    axes.plot(times, ids, **look)
    axes.set_xlabel("t (ms)")
    if labels:
        rows = sorted((labels if hasattr(labels, "items") else dict(enumerate(labels))).items())
        axes.set_yticks([row for row, _ in rows])
        axes.set_yticklabels([text for _, text in rows])
    else:
        axes.set_ylabel("cell")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return axes


def _new_axes():
    from matplotlib import pyplot

    return pyplot.subplots()[1]


def _height(cells):
    """Of a mark [points], so that rows of a figure of common size touch but do not overlap."""
    return min(max(240.0 / (cells + 1), 1.0), 12.0)
