"""Morphologies as files: to_swc() writes the cell that a section belongs to.

Reading, also of other formats, is done by Import3d_SWC_read and its kin, after h.load_file("import3d.hoc").
"""

import io
import re
import struct

from neuron import h

_TYPES = {"soma": 1, "axon": 2, "dend": 3, "apic": 4}


def to_swc(section, path=None):
    """The cell that the section belongs to, from its root on, as text in the SWC format; with a path, written there.

    Each line is ``id type x y z radius parent``, in um. The type follows from the name of a section: 1 for soma, 2
    for axon, 3 for dend, 4 for apic, n for dend_n, 0 for any other. The first point of a section is left out where
    it lies on a point of the parent. ValueError when a section has no 3-d points:
    h.define_shape() makes some. The result is the text, or None with a path.
    """
    lines = ["# id type x y z radius parent"]
    ids = {}  # of each section's points
    waiting = [h.SectionRef(sec=section).root]
    while waiting:
        sec = waiting.pop()
        count = int(sec.n3d())
        if count < 2:
            raise ValueError("%s has no 3-d points: call h.define_shape() first" % sec.name())
        before = sec.parentseg()
        own = []
        if before is None:
            last = -1
        else:
            joint = _joint(before, _place(sec, 0))
            last = ids[before.sec][joint]
            if _place(sec, 0) == _place(before.sec, joint):
                own.append(last)
        kind = _type(sec)
        for i in range(len(own), count):
            own.append(len(lines))
            numbers = _place(sec, i) + (sec.diam3d(i) / 2.0,)
            lines.append("%d %d %s %d" % (own[-1], kind, " ".join(_short(x) for x in numbers), last))
            last = own[-1]
        ids[sec] = own
        waiting.extend(sec.children())
    text = "\n".join(lines) + "\n"
    if path is None:
        return text
    with io.open(path, "w", encoding="ascii") as stream:
        stream.write(text)
    return None


def _type(sec):
    name = re.sub(r"\[\d+\]$", "", sec.name()).split(".")[-1]
    other = re.match(r"dend_(\d+)$", name)
    return int(other.group(1)) if other else _TYPES.get(name, 0)


def _place(sec, i):
    return sec.x3d(i), sec.y3d(i), sec.z3d(i)


def _joint(segment, place):
    """The index of the parent's 3-d point that a section begins at.

    It is one at the section's own first point, else the one that is nearest to the segment along the parent.
    """
    sec = segment.sec
    x = 1.0 - segment.x if sec.orientation() else segment.x
    wanted = x * sec.L
    points = range(int(sec.n3d()))
    same = [i for i in points if _place(sec, i) == place]
    return min(same or points, key=lambda i: abs(sec.arc3d(i) - wanted))


def _short(x):
    """The shortest text of a number of single precision."""
    for digits in range(6, 9):
        text = "%.*g" % (digits, x)
        if struct.unpack("f", struct.pack("f", float(text)))[0] == x:
            return text
    return "%.9g" % x
