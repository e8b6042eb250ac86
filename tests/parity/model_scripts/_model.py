"""Helpers shared by the model scripts: sections, runs, and traces thinned to what a comparison needs.

A trace is a list of full-precision numbers taken from Vectors that record at every step. Every case stands alone: it
builds what it needs, so that one that fails leaves the others their worth. `soft` marks what may differ by 1e-6: the
place in each trace after which round-off has grown through ten spikes.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "scripts"))

from _case import case, hoc, plain, raises, show  # noqa: E402, F401

from neuron import h  # noqa: E402


def section(name, L=100.0, diam=2.0, nseg=1, mechanisms=(), **values):
    """A section with its size and mechanisms; further values are set on the section (Ra, cm, g_pas, …)."""
    made = h.Section(name=name)
    made.L = L
    made.diam = diam
    made.nseg = nseg
    for mechanism in mechanisms:
        made.insert(mechanism)
    for key, value in values.items():
        setattr(made, key, value)
    return made


def clamp(segment, delay, dur, amp):
    """A current clamp: ms, ms, nA."""
    made = h.IClamp(segment)
    made.delay = delay
    made.dur = dur
    made.amp = amp
    return made


def thin(values, count=50):
    """About `count` of the values, the first and the last among them."""
    values = list(values)
    if len(values) <= count:
        return values
    last = len(values) - 1
    return [values[int(i * last / (count - 1) + 0.5)] for i in range(count)]


def advance(tstop):
    """Steps until t is tstop."""
    while h.t < tstop - h.dt / 2:
        h.fadvance()


def run(tstop, v_init=-65.0, dt=0.025):
    h.dt = dt
    h.finitialize(v_init)
    advance(tstop)


def second_layer(segment):
    """What records vext[1] of a segment, by hoc: in the reference vext[1] is the first layer when Python asks."""

    def record():
        h("objref second_layer_")
        h.second_layer_ = h.Vector()
        segment.sec.push()
        h("{second_layer_.record(&vext[1](%r))}" % segment.x)
        h.pop_section()
        return h.second_layer_

    return record


def recorded(refs):
    """Vectors that record the references; a function in place of one returns such a Vector itself."""
    function = type(recorded)
    return {key: ref() if isinstance(ref, function) else h.Vector().record(ref) for key, ref in refs.items()}


def traced(refs, tstop=5.0, v_init=-65.0, dt=0.025, count=50):
    """Run and return what the references held, thinned."""
    vectors = recorded(refs)
    run(tstop, v_init, dt)
    return {key: thin(vector, count) for key, vector in vectors.items()}


def traces(name, refs, **how):
    """The case of a run: `refs` maps names to references, or is a function that returns such a map."""
    case(name, lambda: traced(refs() if callable(refs) else refs, **how))


def voltages(sec, count=5):
    """References to v of a section's segments by position, at most `count` of them, spread."""
    return {"%s(%.4g)" % (sec.name(), seg.x): seg._ref_v for seg in thin(sec, count)}


def stepped(read, steps, v_init=-65.0, dt=0.025):
    """What `read()` returns after finitialize and after each step."""
    h.dt = dt
    h.finitialize(v_init)
    rows = [read()]
    for _ in range(steps):
        h.fadvance()
        rows.append(read())
    return rows


def spikes(sources, threshold=0.0):
    """Vectors of spike times by name, and the NetCons that fill them (keep both)."""
    times, watches = {}, []
    for key, sec in sources.items():
        watch = h.NetCon(sec(0.5)._ref_v, None, sec=sec)
        watch.threshold = threshold
        times[key] = h.Vector()
        watch.record(times[key])
        watches.append(watch)
    return times, watches


def text_of(function):
    """What a function prints from within the simulator."""
    import os
    import tempfile

    sys.stdout.flush()
    saved = os.dup(1)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        try:
            function()
            h('{printf("")}')
            sys.stdout.flush()
        finally:
            os.dup2(saved, 1)
            os.close(saved)
        file.seek(0)
        return file.read().decode()


def shape(sec):
    """The numbers of a section's geometry, ends included."""
    return {
        "L": sec.L,
        "nseg": sec.nseg,
        "segments": [[seg.x, seg.diam, seg.area(), seg.volume(), seg.ri()] for seg in sec.allseg()],
    }


def points(sec):
    """The 3-d points of a section: x, y, z, diameter, arc."""
    return [[sec.x3d(i), sec.y3d(i), sec.z3d(i), sec.diam3d(i), sec.arc3d(i)] for i in range(sec.n3d())]


def with_points(name, values, nseg=1):
    """A section of 3-d points (x, y, z, diam)."""
    made = h.Section(name=name)
    for value in values:
        made.pt3dadd(*value)
    made.nseg = nseg
    return made
