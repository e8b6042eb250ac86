"""PlotShape.plot: sections in three dimensions, coloured by a variable, drawn by matplotlib or plotly."""

import warnings
from functools import partial

from neuron import h
from neuron._api import targets

COLORS = "viridis"  # of all colour-blind readers, and in print
PLAIN = "#000000"  # without a variable
MISSING = "#b0b0b0"  # where the variable is not
RANGE_OF_V = (-80.0, 40.0)  # [mV] without PlotShape.scale
AXES = "xyz"
DIAMETERS, SCHEMATIC = 0, 2  # modes of PlotShape.show
FLAT = 1e-3  # a cell is flat whose depth is below this part of its extent


def shape_plotter(shape):
    """What PlotShape.plot is."""
    return ShapePlotter(shape)


class Piece(object):
    """What is drawn of one segment: its points and its value, None where the variable is not; its width."""

    def __init__(self, segment, points, value):
        self.segment = segment
        self.points = points
        self.value = value
        self.width = None


class ShapePlotter(object):
    """Draws the sections of a PlotShape as they are when it is called."""

    def __init__(self, shape):
        self._shape = shape

    def __call__(self, graph, line_width=2, cmap=None, **kwargs):
        """Draws on matplotlib.pyplot, a figure or three-dimensional axes, or with plotly.

        cmap is a map of colours of that library; without one it is that of colormap(), else viridis. After show(0)
        lines are as wide as diameters, a point for each um, in place of line_width; after show(2) sections are
        straight. Further arguments go to each line. Gives matplotlib's axes or plotly's figure; both have
        mark(segment). Sections get 3-d points by h.define_shape() where one of them has none.
        """
        library = targets.library_of(graph)
        if library not in DRAWERS:
            raise TypeError(
                "PlotShape.plot() draws on matplotlib.pyplot, a figure, axes with projection='3d' or plotly, "
                "not on %r" % (graph,)
            )
        contents = dict(self._shape.contents())
        sections = list(h.allsec()) if contents["sections"] is None else list(contents["sections"])
        if any(section.n3d() < 2 for section in sections):
            h.define_shape()
        variable = contents["variable"]
        lines = Lines(contents["mode"] == SCHEMATIC, contents["len_scale"])
        read = reader_of(variable)
        pieces = [piece for section in sections for piece in pieces_of(section, read, lines)]
        for piece in pieces:
            piece.width = piece.segment.diam if contents["mode"] == DIAMETERS else line_width
        limits = None if variable is None else limits_of(variable, contents["range"], pieces)
        scale = Scale(variable, limits, map_of(library, contents["colormap"]) if cmap is None else cmap)
        return DRAWERS[library](graph, pieces, scale, kwargs)

    def __repr__(self):
        return "<plot of %r>" % (self._shape,)


class Scale(object):
    """How values become colours: the title of the variable, its lowest and highest value, a map of colours."""

    def __init__(self, variable, limits, cmap):
        self.title = "" if variable is None else targets.title(targets.name_of(variable))
        self.limits = limits  # None: nothing is coloured
        self.cmap = cmap


# ---- what is drawn ----


def reader_of(variable):
    """A function that reads a variable (a name such as "v" or "hh.m", or a callable) at a segment."""
    if variable is None:
        return lambda segment: None
    if not isinstance(variable, str):
        return variable
    names = variable.split(".")

    def read(segment):
        value = segment
        try:
            for name in names:
                value = getattr(value, name)
        except AttributeError:
            return None
        return value

    return read


def limits_of(variable, given, pieces):
    """The values of the first and the last colour; None when no segment has the variable."""
    values = [piece.value for piece in pieces if piece.value is not None]
    if not values:
        if pieces:
            name = targets.name_of(variable)
            warnings.warn(
                "PlotShape: no section has the variable %r, so nothing is coloured" % name, stacklevel=3
            )
        return None
    if given is not None:
        return given
    if variable == "v":
        return RANGE_OF_V
    low, high = min(values), max(values)
    if low == high:
        spread = abs(low) * 0.1 or 1.0
        return low - spread, high + spread
    return low, high


def map_of(library, colors):
    """The colours of PlotShape.colormap for a library; None when there are none."""
    if not colors:
        return None
    if library == "matplotlib":
        from matplotlib.colors import ListedColormap

        return ListedColormap([[part / 255.0 for part in color] for color in colors])
    steps = []
    for i, color in enumerate(colors):  # each colour from its beginning to its end
        text = "rgb(%d,%d,%d)" % tuple(color)
        steps += [[float(i) / len(colors), text], [float(i + 1) / len(colors), text]]
    return steps


class Lines(object):
    """The line that each section is drawn as, from x = 0 to 1."""

    def __init__(self, straight, scales):
        self.straight = straight
        self.scales = dict(scales)  # of sections that are drawn longer or shorter
        self.moved = {}  # how far the ends of sections have moved with those that are above them

    def __call__(self, section):
        arcs, points = line_of(section)
        if self.straight:
            arcs, points = [0.0, arcs[-1]], [points[0], points[-1]]
        if not self.scales:
            return arcs, points
        return arcs, [self.place(section, point) for point in points]

    def place(self, section, point):
        """Where a point of a section is drawn."""
        root, shift = self.begin(section)
        scale = self.scales.get(section, 1.0)
        return tuple(r + s + scale * (p - r) for r, s, p in zip(root, shift, point))

    def begin(self, section):
        """Where the end of a section that is connected lies, and how far it has moved."""
        above = []  # sections whose shift is not known yet, the lowest first
        while section not in self.moved:
            above.append(section)
            parent = section.parentseg()
            if parent is None:
                break
            section = parent.sec
        for each in reversed(above):
            arcs, points = line_of(each)
            root = points[-1] if each.orientation() == 1 else points[0]
            self.moved[each] = (root, self.shift_at(each.parentseg()))
        return self.moved[above[0] if above else section]

    def shift_at(self, segment):
        if segment is None:
            return (0.0, 0.0, 0.0)
        arcs, points = line_of(segment.sec)
        point = point_at(arcs, points, arcs[-1] * segment.x)
        return tuple(a - b for a, b in zip(self.place(segment.sec, point), point))


def pieces_of(section, read, line):
    """The segments of a section, each with its part of the section's line."""
    arcs, points = line(section)
    n = section.nseg
    found = []
    for i, segment in enumerate(section):
        start, end = arcs[-1] * i / n, arcs[-1] * (i + 1) / n
        inside = [point for arc, point in zip(arcs, points) if start < arc < end]
        line = [point_at(arcs, points, start)] + inside + [point_at(arcs, points, end)]
        found.append(Piece(segment, line, read(segment)))
    return found


def line_of(section):
    """The 3-d points of a section from x = 0 to 1, and how far along the line they are [um]."""
    indices = range(section.n3d())
    arcs = [section.arc3d(i) for i in indices]
    points = [(section.x3d(i), section.y3d(i), section.z3d(i)) for i in indices]
    if section.orientation() == 1:  # the first point lies at the end that is connected
        arcs = [arcs[-1] - arc for arc in reversed(arcs)]
        points.reverse()
    return arcs, points


def point_at(arcs, points, arc):
    """The place on a line at a distance from its beginning."""
    for i in range(1, len(arcs)):
        if arc <= arcs[i] and arcs[i] > arcs[i - 1]:
            part = (arc - arcs[i - 1]) / (arcs[i] - arcs[i - 1])
            return tuple(a + part * (b - a) for a, b in zip(points[i - 1], points[i]))
    return points[-1]


def place_of(segment):
    """Where a segment is, for marks; TypeError for what is none."""
    try:
        section, x = segment.sec, segment.x
    except AttributeError:
        raise TypeError("mark() needs a segment such as soma(0.5), not %r" % (segment,))
    if section.n3d() < 2:
        h.define_shape()
    arcs, points = line_of(section)
    return point_at(arcs, points, arcs[-1] * x)


# ---- matplotlib ----


def draw_matplotlib(where, pieces, scale, options):
    axes = axes_of(where)
    from mpl_toolkits.mplot3d.art3d import Line3D

    colors = colors_of(pieces, scale, axes, options)
    for piece, color in zip(pieces, colors):
        x, y, z = zip(*piece.points)
        line = {"color": color, "linewidth": piece.width, "solid_capstyle": "round", "clip_on": False}
        line.update(options)
        axes.add_line(Line3D(x, y, z, **line))  # plot() would look at the limits again for each
    for axis in AXES:
        getattr(axes, "set_%slabel" % axis)("%s (µm)" % axis)
    fit(axes, pieces)
    axes.mark = partial(mark_matplotlib, axes)
    return axes


def axes_of(where):
    """Three-dimensional axes: those given, or new ones on a figure without any."""
    where = targets.pyplot_of(where)
    if hasattr(where, "set_zlim"):
        return where
    if hasattr(where, "set_xlim"):
        raise TypeError(
            "PlotShape.plot() draws in three dimensions: it needs axes made with projection='3d', not %r"
            % (where,)
        )
    import mpl_toolkits.mplot3d  # noqa: F401  makes the projection known before matplotlib 3.2

    figure = where
    if hasattr(where, "get_fignums"):  # pyplot
        figure = where.gcf() if where.get_fignums() and not where.gcf().axes else where.figure()
    return figure.add_subplot(1, 1, 1, projection="3d")


def colors_of(pieces, scale, axes, options):
    """A colour for each piece; a variable gets a bar that tells what they mean."""
    if scale.limits is None or "color" in options:
        return [PLAIN] * len(pieces)
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize, to_hex

    shades = ScalarMappable(Normalize(*scale.limits), scale.cmap or COLORS)
    shades.set_array([])
    pad = 0.1 if is_flat(bounds_of(pieces)) else 0.2  # beside the title of z
    axes.figure.colorbar(shades, ax=axes, label=scale.title, shrink=0.7, pad=pad)
    return [MISSING if piece.value is None else to_hex(shades.to_rgba(piece.value)) for piece in pieces]


def bounds_of(pieces):
    """For each axis the lowest and the highest coordinate."""
    points = [point for piece in pieces for point in piece.points]
    return [(min(column), max(column)) for column in zip(*points)]


def extent_of(bounds):
    return max(high - low for low, high in bounds) or 1.0


def is_flat(bounds):
    return bool(bounds) and bounds[2][1] - bounds[2][0] <= FLAT * extent_of(bounds)


def fit(axes, pieces):
    """The same scale on all axes; a flat cell is seen from above."""
    bounds = bounds_of(pieces)
    if not bounds:
        return
    extent = extent_of(bounds)
    sides = []
    for axis, (low, high) in zip(AXES, bounds):
        middle, half = (low + high) / 2, max(high - low, 0.3 * extent) / 2 * 1.05
        getattr(axes, "set_%slim" % axis)(middle - half, middle + half)
        sides.append(half)
    flat = is_flat(bounds)
    if hasattr(axes, "set_box_aspect"):  # matplotlib 3.3
        axes.set_box_aspect(sides, zoom=1.25 if flat else 1)
    if flat:
        see_from_above(axes)


def see_from_above(axes):
    axes.view_init(elev=90, azim=-90)
    axes.set_proj_type("ortho")
    axes.set_zticks([])
    axes.set_zlabel("")
    for axis, pad in ((axes.xaxis, 10), (axes.yaxis, 0)):
        axis.labelpad = pad
        axis.get_major_locator().set_params(nbins=6)


def mark_matplotlib(axes, segment, marker="or", **options):
    """Marks a segment, by the format of matplotlib's plot(); gives the axes."""
    x, y, z = place_of(segment)
    axes.plot([x], [y], [z], marker, **options)
    return axes


# ---- plotly ----


def draw_plotly(where, pieces, scale, options):
    """One trace for each width of lines, with gaps between the segments, so that large cells stay quick to turn."""
    figure = plotly_figure(where)
    widths = {}
    for piece in pieces:
        widths.setdefault(round(piece.width, 1), []).append(piece)
    for width in sorted(widths):
        add_trace(figure, widths[width], scale, width, dict(options))
    titles = dict((axis + "axis", {"title": {"text": axis + " (µm)"}}) for axis in AXES)
    figure.update_layout(scene=dict(titles, aspectmode="data"), showlegend=False)
    return figure


def add_trace(figure, pieces, scale, line_width, options):
    coordinates = ([], [], [])
    values, texts = [], []
    for piece in pieces:
        text = str(piece.segment)
        if piece.value is not None:
            text += ": %.6g" % piece.value
        for point in piece.points:
            for column, number in zip(coordinates, point):
                column.append(number)
        for column in coordinates:
            column.append(None)
        count = len(piece.points) + 1
        values += [piece.value] * count
        texts += [text] * count
    line = {"width": line_width, "color": options.pop("color", PLAIN)}
    if scale.limits is not None and line["color"] == PLAIN:
        low, high = scale.limits
        line.update(
            color=[low if value is None else value for value in values],
            colorscale=scale.cmap or "Viridis",
            cmin=low,
            cmax=high,
            colorbar={"title": {"text": scale.title}},
        )
    trace = {"mode": "lines", "line": line, "text": texts, "hoverinfo": "text", "name": scale.title}
    trace.update(options)
    x, y, z = coordinates
    figure.add_trace(targets.graph_objects().Scatter3d(x=x, y=y, z=z, **trace))


def plotly_figure(where):
    """The figure given, or a new one; new ones have mark(segment)."""
    if hasattr(where, "add_trace"):
        return where
    objects = targets.graph_objects()

    class ShapeFigure(objects.Figure):
        def mark(self, segment, **options):
            """Marks a segment; further arguments go to Scatter3d. Gives the figure."""
            x, y, z = place_of(segment)
            trace = {"mode": "markers", "marker": {"color": "red", "size": 5}, "name": str(segment)}
            trace.update(options)
            return self.add_trace(objects.Scatter3d(x=[x], y=[y], z=[z], **trace))

    return ShapeFigure()


DRAWERS = {"matplotlib": draw_matplotlib, "plotly": draw_plotly}
