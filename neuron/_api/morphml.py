"""MorphML, the XML format of NeuroML 1 for morphologies: the cables of a file, for Import3d_File.

A cable is a section: its segments in a row, each from its proximal to its distal end. The parser is expat, of the
standard library. Documents that declare entities are refused, as these can make a small file huge.
"""

import math
import xml.parsers.expat


def read(path, branches, nodes):
    """Fills two Vectors: type, parent, where at the parent, and count of nodes of each branch; x, y, z, diameter [um]
    and line of each node.

    OSError when the file cannot be read, ValueError naming file and line when it makes no sense.
    """
    reader = _Reader(path)
    with open(path, "rb") as stream:
        reader.parse(stream)
    facts, numbers = [], []
    for cable in reader.cables:
        facts += [0, cable.parent, reader.at.get(cable.name, 1.0), len(cable.nodes)]
        for node in cable.nodes:
            numbers += node
    branches.from_python(facts)
    nodes.from_python(numbers)


class _Cable(object):
    def __init__(self, name, parent):
        self.name = name
        self.parent = parent  # its index; -1: none
        self.nodes = []
        self.last = None  # the name of its last segment


class _Reader(object):
    """Follows a document: the segments become nodes of cables when they end."""

    def __init__(self, path):
        self.path = path
        self.parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.refuse_entity
        self.begin_cell()

    def begin_cell(self):
        """Of several cells in a file the last one counts."""
        self.cables = []
        self.places = {}  # the index of each cable, by its name
        self.segments = {}  # the index of its cable and the distal end of each segment, by its name
        self.at = {}  # fractAlongParent of cables
        self.segment = None  # the one that is read: a dict

    def parse(self, stream):
        try:
            self.parser.ParseFile(stream)
        except xml.parsers.expat.ExpatError as error:
            text = xml.parsers.expat.ErrorString(error.code)
            raise ValueError("%s, line %d: this is no XML: %s" % (self.path, error.lineno, text))
        if not self.cables:
            raise ValueError("%s has no points: there is no segment of a cell in it" % self.path)

    def refuse(self, what):
        raise ValueError("%s, line %d: %s" % (self.path, self.parser.CurrentLineNumber, what))

    def refuse_entity(self, name, *_):
        self.refuse("the entity %s is declared: files with entities are not read" % name)

    def start(self, tag, attributes):
        kind = tag.split(" ")[-1]
        if kind == "cell":
            self.begin_cell()
        elif kind == "segment":
            self.segment = {"attributes": attributes}
        elif kind in ("proximal", "distal") and self.segment is not None:
            self.segment[kind] = self.node(kind, attributes)
        elif kind == "cable" and "fractAlongParent" in attributes:
            at = self.number(attributes, "fractAlongParent", kind)
            if not 0.0 <= at <= 1.0:
                self.refuse("fractAlongParent must be from 0 to 1, not %g" % at)
            self.at[attributes.get("id", "")] = at

    def end(self, tag):
        if tag.split(" ")[-1] == "segment" and self.segment is not None:
            self.add_segment(self.segment)
            self.segment = None

    def number(self, attributes, name, kind):
        text = attributes.get(name)
        if text is None:
            self.refuse("the %s has no %s" % (kind, name))
        try:
            x = float(text)
        except ValueError:
            self.refuse("%s must be a number, not %r" % (name, str(text)))
        if math.isnan(x) or abs(x) > 3.4e38:
            self.refuse("%s is not a number of a point" % text)
        return x

    def node(self, kind, attributes):
        numbers = [self.number(attributes, name, kind) for name in ("x", "y", "z", "diameter")]
        return numbers + [self.parser.CurrentLineNumber]

    def add_segment(self, segment):
        attributes = segment["attributes"]
        for name in ("id", "cable"):
            if name not in attributes:
                self.refuse(
                    "the segment that ends here has no %s: is this a file of MorphML (NeuroML 1)?" % name
                )
        if "distal" not in segment:
            self.refuse("segment %s has no distal end" % attributes["id"])
        parent = attributes.get("parent")
        if parent is not None and parent not in self.segments:
            self.refuse("there is no segment %s before segment %s, its child" % (parent, attributes["id"]))
        if attributes["id"] in self.segments:
            self.refuse("segment %s was there before" % attributes["id"])
        index = self.cable_of(attributes["cable"], attributes["id"], parent, segment)
        cable = self.cables[index]
        if "proximal" in segment:
            cable.nodes.append(segment["proximal"])
        cable.nodes.append(segment["distal"])
        cable.last = attributes["id"]
        self.segments[attributes["id"]] = (index, segment["distal"])

    def cable_of(self, name, segment_name, parent, segment):
        """The index of the cable that a segment belongs to; a new one where it is the first of its cable."""
        if name in self.places:
            index = self.places[name]
            if parent != self.cables[index].last:
                text = "segment %s does not follow the last one of its cable %s: a cable has no branches"
                self.refuse(text % (segment_name, name))
            return index
        before, distal = self.segments.get(parent, (-1, None))
        cable = _Cable(name, before)
        if distal is not None and "proximal" not in segment:
            cable.nodes.append(distal)
        self.places[name] = len(self.cables)
        self.cables.append(cable)
        return self.places[name]
