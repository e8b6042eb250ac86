"""What pictures are drawn on: matplotlib's pyplot, figures and axes, or plotly; and the titles of axes.

Nothing is imported here that the caller did not hand over: a target tells by itself what it is.
"""

from neuron import h

SIGNS = {
    "um": "µm",
    "um2": "µm²",
    "uF/cm2": "µF/cm²",
    "mA/cm2": "mA/cm²",
    "S/cm2": "S/cm²",
    "mho/cm2": "S/cm²",
}


def library_of(target):
    """ "matplotlib", "plotly", or "" for what is neither."""
    name = getattr(target, "__name__", None)
    if not isinstance(name, str):
        name = type(target).__module__ if hasattr(target, "add_trace") else ""
    if name.split(".")[0] == "plotly":
        return "plotly"
    return "matplotlib" if hasattr(pyplot_of(target), "gca") or hasattr(target, "set_xlim") else ""


def pyplot_of(target):
    """matplotlib.pyplot for matplotlib itself; any other target as it is."""
    if getattr(target, "__name__", None) == "matplotlib":
        return __import__("matplotlib.pyplot").pyplot
    return target


def graph_objects():
    try:
        import plotly.graph_objects
    except ImportError as error:
        raise ImportError("drawing by plotly needs plotly (%s): pip install plotly" % error)
    return plotly.graph_objects


def figure_of_plotly(target):
    """The figure given, or a new one for the module plotly."""
    return target if hasattr(target, "add_trace") else graph_objects().Figure()


def unit_of(name):
    """The unit of a variable such as "v" or "hh.gnabar" as it is written; "" where none is known."""
    mechanism, _, variable = name.rpartition(".")
    try:
        unit = h.units("%s_%s" % (variable, mechanism) if mechanism else variable)
    except LookupError:
        unit = ""
    return SIGNS.get(unit, unit)


def title(name):
    """The title of an axis: "v (mV)"."""
    unit = unit_of(name)
    return "%s (%s)" % (name, unit) if unit else name


def name_of(variable):
    """How a variable is called: its name, or that of a function."""
    if isinstance(variable, str):
        return variable
    name = getattr(variable, "__name__", "")
    return "" if name == "<lambda>" else name
