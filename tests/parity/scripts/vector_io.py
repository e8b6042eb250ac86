"""Vector: text and binary files, printing and from_double."""

import os
import struct
import tempfile

import numpy as np
from _case import case, hoc, raises

import neuron
from neuron import h

V = h.Vector
FOLDER = tempfile.TemporaryDirectory()
PATH = os.path.join(FOLDER.name, "vector.dat")


def written(write):
    """Let write(file) fill a file; give its value, the type of that and the bytes of the file."""
    file = h.File()
    file.wopen(PATH)
    returned = write(file)
    file.close()
    with open(PATH, "rb") as stored:
        return [returned, type(returned), stored.read().decode("latin1")]


def read(content, reader):
    """Let reader(file) read a file that holds the content (text or bytes)."""
    with open(PATH, "wb") as stored:
        stored.write(content.encode() if isinstance(content, str) else content)
    file = h.File()
    file.ropen(PATH)
    try:
        return reader(file)
    finally:
        file.close()


def scanned(method, vector, *args):
    """A reader that calls a method of the Vector, then reads the next number of the file."""

    def reader(file):
        returned = getattr(vector, method)(file, *args)
        rest = file.gets(h.ref("")) if file.eof() == 0 else -1
        return [returned, type(returned), list(vector), rest == -1]

    return reader


# printf to a file
case("printf", lambda: written(V([1, 2.5, -3]).printf))
case("printf numbers", lambda: written(V([1e-20, 1 / 3, 1e6, 1234567, 1e300]).printf))
case("printf empty", lambda: written(V().printf))
case("printf format", lambda: written(lambda f: V(range(4)).printf(f, "%8.3f")))
case("printf lines", lambda: written(lambda f: V(range(4)).printf(f, "%g\n")))
case("printf format range", lambda: written(lambda f: V(range(9)).printf(f, "%.2e,", 2, 4)))
case("printf range", lambda: written(lambda f: V(range(9)).printf(f, 2, 4)))
case("printf then more", lambda: written(lambda f: [V([1]).printf(f), f.printf("x\n")][0]))
raises("printf closed file", lambda: V([1]).printf(h.File()))
raises("printf past the end", lambda: written(lambda f: V([1]).printf(f, 0, 1)))

# scanf, scantil
TABLE = "1 2 3\n4 5 6\n7 8 9\n"
case("scanf", lambda: read(TABLE, scanned("scanf", V([7] * 20))))
case("scanf count", lambda: read(TABLE, scanned("scanf", V(), 4)))
case("scanf count 0", lambda: read(TABLE, scanned("scanf", V([1]), 0)))
case("scanf column", lambda: read(TABLE, scanned("scanf", V(), 2, 3)))
case("scanf count column", lambda: read(TABLE, scanned("scanf", V(), 2, 3, 3)))
case("scanf count column, short", lambda: read(TABLE, scanned("scanf", V(), 9, 1, 3)))
case("scanf empty file", lambda: read("", scanned("scanf", V([1]))))
case("scanf words", lambda: read("1 a 2 b3 -4.5e2 .5 +6\n", scanned("scanf", V())))
case("scanf no newline", lambda: read("1\n2\n3", scanned("scanf", V())))
case("scanf twice", lambda: read(TABLE, lambda f: [V().scanf(f, 2), V().scanf(f, 2), f.scanvar()]))
raises("scanf closed file", lambda: V().scanf(h.File()))
case("scantil", lambda: read("1 2 3\n-1 5 6\n", lambda f: [V([9]).scantil(f, -1), f.scanvar()]))
case("scantil elements", lambda: read("1 2 3\n-1 5 6\n", scanned("scantil", V([9] * 9), -1)))
case("scantil column", lambda: read(TABLE + "-1\n10 11\n", scanned("scantil", V(), -1, 2, 3)))
case("scantil next", lambda: read(TABLE + "-1\n10\n", lambda f: [V().scantil(f, -1, 2, 3), f.scanvar()]))
raises("scantil without sentinel", lambda: read("1 2\n", lambda f: V().scantil(f, -1)))

# fwrite, fread
case("fwrite", lambda: written(V([1, 2, 3]).fwrite))
case("fwrite range", lambda: written(lambda f: V([1, 2, 3]).fwrite(f, 1, 2)))
DOUBLES = struct.pack("=4d", 1, 2, 3, 4)
case("fread", lambda: read(DOUBLES, scanned("fread", V(2))))
case("fread count", lambda: read(DOUBLES, scanned("fread", V(), 3)))
case("fread count, short", lambda: read(DOUBLES, scanned("fread", V(), 6)))
case("fread double", lambda: read(DOUBLES, scanned("fread", V(), 3, 4)))
case("fread float", lambda: read(struct.pack("=3f", 1, 2, 3.5), scanned("fread", V(), 3, 3)))
case("fread short", lambda: read(struct.pack("=3H", 1, 2, 65534), scanned("fread", V(), 3, 2)))
case("fread char", lambda: read(struct.pack("=3b", 1, -2, 3), scanned("fread", V(), 3, 1)))

# vwrite, vread
VALUES = [1, 2, 3.5, -2.7, 100]


def reread(precision):
    content = written(lambda f: V(VALUES).vwrite(f, precision))[2].encode("latin1")
    return read(content, scanned("vread", V(9)))


for precision in (1, 2, 3, 4, 5):
    case("vwrite %d" % precision, lambda: written(lambda f: V(VALUES).vwrite(f, precision)))
    case("vwrite constant %d" % precision, lambda: written(lambda f: V([5, 5]).vwrite(f, precision)))
    case("vread %d" % precision, lambda: reread(precision))
case("vwrite", lambda: written(V(VALUES).vwrite))
BIG = struct.pack(">ii3d", 3, 4, 1, 2, 3.5)
LITTLE = struct.pack("<ii3d", 3, 4, 1, 2, 3.5)
case("vread big endian", lambda: read(BIG, scanned("vread", V())))
case("vread little endian", lambda: read(LITTLE, scanned("vread", V())))
case("vread two", lambda: read(LITTLE * 2, lambda f: [V().vread(f), V().vread(f), V().vread(f)]))
case("vread unknown type", lambda: read(struct.pack("=iid", 1, 9, 1), lambda f: V().vread(f)))
case("vread empty file", lambda: read(b"", lambda f: V().vread(f)))
raises("vread closed file", lambda: V().vread(h.File()))

# pointers
hoc("double parity_px[5]")
if hasattr(h, "parity_px"):
    h.parity_px[0], h.parity_px[3] = 5, 2
ARRAY = np.array([5, 1, 6.0])
case("from_double hoc array", lambda: list(V().from_double(5, h._ref_parity_px[0])))
case("from_double hoc array part", lambda: list(V([9]).from_double(2, h._ref_parity_px[3])))
case("from_double numpy", lambda: list(V().from_double(3, neuron.numpy_element_ref(ARRAY, 0))))
case("from_double Vector", lambda: (lambda v: list(V().from_double(2, v._ref_x[1])))(V([1, 2, 3, 4])))
case("from_double ref", lambda: list(V().from_double(1, h.ref(3))))
case("from_double nothing", lambda: list(V([1]).from_double(0, h.ref(3))))
