"""What a Graph holds, as Python objects, and its drawing by matplotlib.

Graph.lines, Graph.plot(pyplot) and Graph.savefig call the functions of these names. matplotlib is imported by
savefig only; plot draws by the objects that it is given.
"""

import re

# NEURON's colours 0 ... 9 in shades that colour-blind readers can tell apart (after Okabe and Ito).
PALETTE = [
    "#ffffff",  # white
    "#000000",  # black
    "#d55e00",  # red
    "#0072b2",  # blue
    "#009e73",  # green
    "#e69f00",  # orange
    "#7f4a1e",  # brown
    "#cc79a7",  # violet
    "#d4c200",  # yellow
    "#8c8c8c",  # grey
]
WIDTHS = [0.8, 1.2, 2.0, 3.0, 4.0]  # [points] of brush % 5
DASHES = [None, (2, 2), (12, 4), (8, 8), (4, 12)]  # [points] of brush / 5
MARKERS = {
    "+": ("+", False),
    "o": ("o", False),
    "t": ("^", False),
    "s": ("s", False),
    "O": ("o", True),
    "T": ("^", True),
    "S": ("s", True),
    "|": ("|", True),
    "-": ("_", True),
}
VIEW = 2  # the anchor of texts whose place runs from 0 to 1 across the view
PLAIN_NAME = re.compile(r"^(?:.*\.)?([A-Za-z_]\w*)\s*(?:[\(\[][^\)\]]*[\)\]])?$")
UNITS = [  # of range variables, by what their names begin with
    (re.compile(r"^(v|vext|e_pas|el_hh|e(na|k|ca))$"), "mV"),
    (re.compile(r"^(i_cap|i_membrane|i(na|k|ca|l|_pas)(_\w+)?)$"), "mA/cm2"),
    (re.compile(r"^i_membrane_$"), "nA"),
    (re.compile(r"^(na|k|ca|cl)[io]$"), "mM"),
    (re.compile(r"^g(nabar|kbar|l|na|k|_pas)?(_hh|_pas)$"), "S/cm2"),
    (re.compile(r"^(t|dt|tstop)$"), "ms"),
]


class Line(object):
    """One line of a Graph: label, x and y, color and brush (indices), expression, units, problem (text or "")."""

    def __init__(self, label, x, y, color, brush, expression, units, problem):
        self.label = label
        self.x = x
        self.y = y
        self.color = color
        self.brush = brush
        self.expression = expression
        self.units = units or units_of(expression or label)
        self.problem = problem

    def __repr__(self):
        trouble = ", problem %r" % self.problem if self.problem else ""
        return "<line %r of %d points%s>" % (self.label, len(self.x), trouble)


def units_of(text):
    """The unit of the variable that a text names, such as "soma.v(.5)"; "" where that is not known."""
    match = PLAIN_NAME.match(text.strip())
    name = match.group(1) if match else ""
    for pattern, units in UNITS:
        if pattern.match(name):
            return units
    return ""


def numbers(vector):
    try:
        return vector.as_numpy()
    except ImportError:
        return list(vector)


def lines(graph):
    """The lines of a Graph; their x and y are NumPy arrays (lists where there is no NumPy) that nothing changes."""
    return lines_of(dict(graph.contents()))


def lines_of(contents):
    return [Line(row[0], numbers(row[1]), numbers(row[2]), *row[3:]) for row in contents["lines"]]


class Pens(object):
    """What indices of colours and brushes mean in a graph."""

    def __init__(self, rows, known_color):
        self._colors = dict((row[1], row[2]) for row in rows if row[0] == "color")
        self._brushes = dict((row[1], row[2:]) for row in rows if row[0] == "brush")
        self._known_color = known_color

    def color(self, index):
        name = self._colors.get(index)
        if name is not None and self._known_color(name):
            return name
        return PALETTE[index % len(PALETTE)]

    def stroke(self, index):
        """The width of a line and its style, as matplotlib takes them."""
        if index in self._brushes:
            pattern, width = self._brushes[index]
            dashes = DASHES[1 + pattern % 4] if pattern else None
            width = min(max(0.5, width), 50)
        else:
            dashes = DASHES[index // 5 % len(DASHES)]
            width = WIDTHS[index % len(WIDTHS)]
        # matplotlib measures dashes in widths of the line
        return {"linewidth": width, "linestyle": (0, [part / width for part in dashes]) if dashes else "-"}


def axes_of(target):
    """The axes to draw on: those given, the current ones of a figure or of matplotlib.pyplot."""
    if getattr(target, "__name__", None) == "matplotlib":
        target = __import__("matplotlib.pyplot").pyplot
    if hasattr(target, "set_xlim") and hasattr(target, "plot"):
        return target
    if hasattr(target, "gca"):
        return target.gca()
    raise TypeError("Graph.plot() needs a number, matplotlib.pyplot, a figure or axes, not %r" % (target,))


def draw(graph, target, *options):
    """Draw a Graph on matplotlib's pyplot, a figure or axes; the axes are returned."""
    if options:
        raise TypeError("Graph.plot() draws on one thing: matplotlib.pyplot, a figure or axes")
    axes = axes_of(target)
    contents = dict(graph.contents())
    pens = Pens(contents["pens"], color_test())
    shown = lines_of(contents)
    title_y = y_title(shown)
    for line in shown:
        draw_line(axes, line, pens, with_units=title_y is None)
    for x, y, style, size, color, brush in contents["marks"]:
        draw_mark(axes, x, y, style, size, pens.color(color), pens.stroke(brush)["linewidth"])
    for row in contents["glyphs"]:
        draw_glyph(axes, pens, *row)
    draw_texts(axes, contents["texts"], pens)
    set_axes(axes, contents, x_title(contents, shown), title_y or "")
    labelled = len(set(line.label for line in shown if line.label and len(line.x)))
    if labelled > 1 or (labelled == 1 and not title_y):
        add_legend(axes, labelled)
    return axes


def add_legend(axes, count):
    """Within the axes; beside them where there are many lines."""
    options = {"handlelength": 2.6, "framealpha": 0.8, "edgecolor": "none", "fontsize": "small"}
    if count > 8:
        options.update(loc="upper left", bbox_to_anchor=(1.0, 1.0), borderaxespad=0.0, ncol=1 + count // 30)
    axes.legend(**options)


def color_test():
    from matplotlib.colors import is_color_like

    return is_color_like


def draw_line(axes, line, pens, with_units):
    if not len(line.x):
        return
    label = line.label or "_nolegend_"
    if with_units and line.label and line.units:
        label = "%s (%s)" % (line.label, line.units)
    axes.plot(
        line.x,
        line.y,
        color=pens.color(line.color),
        label=label,
        solid_joinstyle="round",
        solid_capstyle="butt",
        **pens.stroke(line.brush),
    )


def draw_mark(axes, x, y, style, size, color, width):
    size = min(max(size, 1), 200)
    marker, filled = MARKERS[style]
    axes.plot(
        [x],
        [y],
        linestyle="",
        marker=marker,
        markersize=size,
        markeredgecolor=color,
        markerfacecolor=color if filled else "none",
        markeredgewidth=width,
        label="_nolegend_",
    )


def draw_texts(axes, rows, pens):
    places = {}
    for text, x, y, anchor, scale, align_x, align_y, color in rows:
        above = places.get((x, y, anchor), 0)  # texts at one place stand below each other
        places[(x, y, anchor)] = above + 1
        axes.annotate(
            text,
            (x, y),
            xycoords="axes fraction" if anchor == VIEW else "data",
            xytext=(0, -1.25 * above),
            textcoords="offset fontsize" if offsets_by_font() else "offset points",
            ha="right" if align_x > 0.75 else "center" if align_x > 0.25 else "left",
            va="top" if align_y > 0.75 else "center" if align_y > 0.25 else "bottom",
            color=pens.color(color),
            fontsize=10 * min(max(scale, 0.3), 5),
            annotation_clip=False,
        )


def offsets_by_font():
    import matplotlib

    return tuple(int(part) for part in matplotlib.__version__.split(".")[:2]) >= (3, 8)


def draw_glyph(axes, pens, steps, x, y, anchor, scale_x, scale_y, angle):
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    place = Affine2D().scale(scale_x, scale_y).rotate_deg(angle).translate(x, y)
    base = axes.transAxes if anchor == VIEW else axes.transData
    for path, style, color, brush in glyph_paths(steps):
        options = {"transform": place + base, "fill": style == "fill"}
        if style == "fill":
            options["facecolor"] = pens.color(color)
            options["linewidth"] = 0
        else:
            options["edgecolor"] = pens.color(color)
            options.update(pens.stroke(brush))
        axes.add_patch(PathPatch(path, **options))


def glyph_paths(steps):
    """(path, "s" or "fill", color, brush) for each time that a Glyph's path is drawn."""
    from matplotlib.path import Path

    vertices, codes, drawn = [], [], []
    for step in steps:
        name, values = step[0], step[1:]
        if name == "path":
            vertices, codes = [], []
        elif name == "m":
            vertices.append(values)
            codes.append(Path.MOVETO)
        elif name in ("l", "cpt"):
            vertices.append(values)
            codes.append(Path.LINETO if codes else Path.MOVETO)
        elif name == "curve":
            points = [values[i : i + 2] for i in range(2, len(values), 2)] + [values[:2]]
            vertices.extend(points)
            codes.extend([[Path.LINETO], [Path.CURVE3] * 2, [Path.CURVE4] * 3][len(points) - 1])
        elif name == "circle":
            circle = Path.circle(values[:2], values[2])
            vertices.extend(tuple(point) for point in circle.vertices)
            codes.extend(circle.codes)
        elif name == "close" and codes:
            vertices.append(vertices[0])
            codes.append(Path.CLOSEPOLY)
        elif name in ("s", "fill") and codes:
            color = int(values[0]) if values else 1
            brush = int(values[1]) if len(values) > 1 else 1
            if codes[0] != Path.MOVETO:
                vertices, codes = [vertices[0]] + vertices, [Path.MOVETO] + codes
            drawn.append((Path(list(vertices), list(codes)), name, color, brush))
    return drawn


def plain_name(line):
    match = PLAIN_NAME.match((line.expression or line.label).strip())
    return match.group(1) if match else ""


def y_title(shown):
    """What all lines show, as "v (mV)"; None where they differ in their units."""
    units = set(line.units for line in shown if len(line.x))
    if len(units) > 1:
        return None
    names = set(plain_name(line) for line in shown if len(line.x))
    name = names.pop() if len(names) == 1 else ""
    unit = units.pop() if units else ""
    return "%s (%s)" % (name, unit) if name and unit else name or unit


def x_title(contents, shown):
    expression = contents["x_expression"]
    if expression:
        units = units_of(expression)
        return "%s (%s)" % (expression, units) if units else expression
    if contents["x_is_distance"]:
        return "distance (µm)"
    plotted = any(line.expression or line.units for line in shown if len(line.x))
    return "t (ms)" if contents["x_is_time"] and plotted else ""


def set_axes(axes, contents, title_x, title_y):
    """Limits, titles and borders; modes of axes are 0 in the scene, 1 at the border, 2 a box, 3 none."""
    frame = contents["frame"]
    for place, axis, name, low, high in (
        (0, contents["x_axis"], "x", "bottom", "top"),
        (2, contents["y_axis"], "y", "left", "right"),
    ):
        limits = axis[1:3] if len(axis) > 1 else frame[place : place + 2] if frame else ()
        if len(limits) == 2 and limits[0] != limits[1]:
            getattr(axes, "set_%slim" % name)(*limits)
        axes.spines[high].set_visible(axis[0] == 2)
        axes.spines[low].set_visible(axis[0] != 3)
        getattr(axes, name + "axis").set_visible(axis[0] != 3)
    if title_x:
        axes.set_xlabel(title_x)
    if title_y:
        axes.set_ylabel(title_y)


def savefig(graph, file, width=None, height=None, dpi=None):
    """Draw a Graph into a file; width and height in inches."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError("Graph.savefig() needs matplotlib (%s): pip install neuron[plot]" % error)
    size = (6.4 if width is None else width, 4.8 if height is None else height)
    if not all(0 < side < 200 for side in size):
        raise ValueError(
            "Graph.savefig(): a figure must be wider and higher than 0 and smaller than 200 inches"
        )
    resolution = 150 if dpi is None else dpi
    if not 1 <= resolution <= 10000:
        raise ValueError("Graph.savefig(): dpi must lie in 1 ... 10000, not be %g" % resolution)
    figure = Figure(figsize=size, dpi=resolution)
    FigureCanvasAgg(figure)
    draw(graph, figure)
    figure.tight_layout()
    figure.savefig(file, dpi=resolution)
