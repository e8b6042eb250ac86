"""What notebooks show of sections and Vectors, and neuron.topology(), the tree of sections as text and as HTML."""

from html import escape
from itertools import islice

from neuron import h

MOST = 1000  # sections that a tree shows
ENDS = 5  # elements of a Vector that are shown at its beginning and at its end


def table(rows):
    """Rows of (title, text) as an HTML table."""
    cells = "".join(
        '<tr><th style="text-align:left">%s</th><td style="text-align:left">%s</td></tr>'
        % (escape(title), escape(text))
        for title, text in rows
    )
    return "<table>%s</table>" % cells


def section_html(section):
    """Section._repr_html_: its name, size, parent and mechanisms; None for a deleted section, which repr() tells."""
    try:
        name = section.name()
    except ReferenceError:
        return None
    diams = [segment.diam for segment in section]
    low, high = min(diams), max(diams)
    parent = section.parentseg()
    points = [point for segment in section.allseg() for point in segment.point_processes()]
    rows = [
        ("section", name),
        ("L", "%g µm" % section.L),
        ("diam", "%g µm" % low if low == high else "%g to %g µm" % (low, high)),
        ("nseg", "%d" % section.nseg),
        ("Ra", "%g Ω cm" % section.Ra),
        ("parent", "none" if parent is None else str(parent)),
        ("mechanisms", ", ".join(mechanism.name() for mechanism in section(0.5)) or "none"),
    ]
    if points:
        rows.append(("point processes", ", ".join(str(point) for point in points)))
    return table(rows)


def vector_html(vector):
    """Vector._repr_html_: its name, size, and the elements at its ends."""
    size = len(vector)
    if size > 2 * ENDS:
        texts = ["%g" % x for x in vector[:ENDS]] + ["…"] + ["%g" % x for x in vector[size - ENDS :]]
    else:
        texts = ["%g" % x for x in vector]
    rows = [("Vector", vector.hname()), ("size", "%d" % size), ("elements", ", ".join(texts) or "none")]
    if vector.label():
        rows.insert(1, ("label", vector.label()))
    return table(rows)


class Topology(object):
    """The tree of sections: text where it is printed, nested lists in a notebook."""

    def __init__(self, roots):
        self._roots = roots

    def _rows(self):
        """(section, branches) of all sections that are shown, and how many are not."""
        rows = ((each, branches) for root in self._roots for each, branches in walk(root))
        shown = list(islice(rows, MOST))
        return shown, sum(1 for _ in rows)

    def __repr__(self):
        rows, more = self._rows()
        lines = []
        for section, branches in rows:
            stem = "".join("   " if last else "│  " for last in branches[:-1])
            joint = ("└─ " if branches[-1] else "├─ ") if branches else ""
            lines.append(stem + joint + line_of(section))
        if more:
            lines.append("… and %d more sections" % more)
        return "\n".join(lines)

    def _repr_html_(self):
        rows, more = self._rows()
        parts = []
        depth = -1
        for section, branches in rows:
            if len(branches) > depth:
                parts.append("<ul>")
            else:
                parts.append("</li>" + "</ul></li>" * (depth - len(branches)))
            depth = len(branches)
            parts.append("<li>" + escape(line_of(section)))
        parts.append("</li></ul>" * (depth + 1))
        if more:
            parts.append("<p>… and %d more sections</p>" % more)
        return "".join(parts)


def line_of(section):
    parent = section.parentseg()
    joint = "" if parent is None else " at %s" % parent
    return "%s (%g µm, nseg %d)%s" % (section.name(), section.L, section.nseg, joint)


def walk(root):
    """(section, branches) for a section and all below it; branches tells for each level whether it is the last child.

    Without recursion, as trees may be deeper than Python's stack.
    """
    waiting = [(root, ())]
    while waiting:
        section, branches = waiting.pop()
        yield section, branches
        children = section.children()
        waiting += [(child, branches + (child == children[-1],)) for child in reversed(children)]


def topology(section=None):
    """The tree of all sections, or that of one and what is connected to it; h.topology() prints NEURON's text."""
    if section is None:
        return Topology([each for each in h.allsec() if each.parentseg() is None])
    return Topology([section])
