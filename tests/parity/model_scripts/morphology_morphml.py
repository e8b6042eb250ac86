"""MorphML: segments and cables, where branches are connected, parts that are left out."""

from _morphology import DATA, cases, cases_of_texts

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<morphml xmlns="http://morphml.org/morphml/schema" xmlns:meta="http://morphml.org/metadata/schema">
<cells><cell name="c">
<segments>
%s</segments>
<cables>
%s</cables>
</cell></cells>
</morphml>
"""


def end(kind, place, diam):
    return '<%s x="%g" y="%g" z="%g" diameter="%g"/>' % ((kind,) + place + (diam,))


def segment(name, cable, distal, proximal=None, parent=None):
    """Ends are (x, y, z, diameter)."""
    ends = "" if proximal is None else end("proximal", proximal[:3], proximal[3])
    ends += end("distal", distal[:3], distal[3])
    before = "" if parent is None else ' parent="%d"' % parent
    return '<segment id="%d" name="s%d" cable="%d"%s>\n%s\n</segment>\n' % (name, name, cable, before, ends)


def document(segments, cables):
    rows = ['<cable id="%d" name="c%d"%s/>\n' % (i, i, more) for i, more in cables]
    return DOCUMENT % ("".join(segments), "".join(rows))


ROOT = [segment(0, 0, (0, 10, 0, 10), (0, 0, 0, 9)), segment(1, 0, (0, 20, 0, 8), None, 0)]
AT = ' fractAlongParent="%s"'
TEXTS = {
    "one cable": document(ROOT, [(0, "")]),
    "a segment that begins elsewhere": document(
        ROOT + [segment(2, 0, (9, 9, 9, 2), (8, 8, 8, 3), 1)], [(0, "")]
    ),
    "from the middle": document(ROOT + [segment(2, 1, (9, 9, 9, 2), (0, 10, 0, 3), 0)], [(0, ""), (1, "")]),
    "where along the parent": document(
        ROOT + [segment(2 + i, 1 + i, (9, 9, i, 2), (0, 10, 0, 3), 1) for i in range(4)],
        [(0, "")] + [(1 + i, AT % at) for i, at in enumerate(("0", "0.25", "0.5", "1"))],
    ),
    "two roots": document(
        ROOT + [segment(2, 1, (9, 9, 9, 2), (8, 8, 8, 3)), segment(3, 2, (9, 9, 5, 2), (9, 9, 9, 3), 2)],
        [(0, ""), (1, ""), (2, "")],
    ),
    "a root without a proximal end": document([segment(0, 0, (0, 10, 0, 10))], [(0, "")]),
    "no cables": document(ROOT, []),
    "ends of lines": document(ROOT, [(0, "")]).replace("\n", "\r\n"),
}

cases("Import3d_MorphML", "cell.xml", DATA / "cell.xml")
cases_of_texts("Import3d_MorphML", TEXTS)
