"""What is in a section: sec.psection() as a dict, neuron.psection(sec) printed."""

from neuron import h


def describe(sec):
    """A dict of the section's name, cell, geometry, mechanisms and point processes.

    Values of range variables are lists with one number for each segment.
    """
    segments = list(sec)
    density = {}
    ions = {}
    for mechanism in sec(0.5):
        name = mechanism.name()
        if mechanism.is_ion():
            ions[name[: -len("_ion")]] = _variables(segments, name, "")
        else:
            density[name] = _variables(segments, name, "_" + name)
    points = {}
    for segment in sec.allseg():
        for point in segment.point_processes():
            if point.get_segment().sec == sec:
                points.setdefault(point.hname().split("[")[0], set()).add(point)
    return {
        "point_processes": points,
        "density_mechs": density,
        "ions": ions,
        "morphology": {
            "L": sec.L,
            "diam": [segment.diam for segment in segments],
            "pts3d": [(sec.x3d(i), sec.y3d(i), sec.z3d(i), sec.diam3d(i)) for i in range(sec.n3d())],
            "parent": sec.parentseg(),
            "trueparent": sec.trueparentseg(),
        },
        "nseg": sec.nseg,
        "Ra": sec.Ra,
        "cm": [segment.cm for segment in segments],
        "regions": set(),
        "species": set(),
        "name": sec.name(),
        "hoc_internal_name": sec.hoc_internal_name(),
        "cell": sec.cell(),
    }


def psection(sec=None):
    """Prints a section, the accessed one without an argument, as h.psection() does."""
    if sec is None:
        return h.psection()
    return h.psection(sec=sec)


def _variables(segments, mechanism, suffix):
    values = {}
    for variable in getattr(segments[0], mechanism):
        full = variable.name()
        name = full[: -len(suffix)] if suffix and full.endswith(suffix) else full
        values[name] = [_value(getattr(segment, full)) for segment in segments]
    return values


def _value(value):
    return value if isinstance(value, float) else list(value)
