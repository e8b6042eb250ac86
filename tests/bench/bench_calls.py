"""The cost of one crossing between Python and the core."""

import numpy
from _timing import emit, nanoseconds

from neuron import h

v = h.Vector(1000)
v.as_numpy()
names = {"h": h, "v": v, "numpy": numpy, "r": h.ref(1.0), "w": h.Vector(3)}
statements = """
h.t
h.t = 0
h.sin(1.0)
h.Vector
h.Vector()
h.Vector(10)
h.ref(1.0)
r[0]
v.size()
len(v)
v[5]
v[5] = 2.0
v.x[5]
v.x[5] = 2.0
v.get(5)
v.set(5, 2.0)
v.as_numpy()
v._ref_x[5]
v == w
hash(v)
for x in v: pass
""".strip().splitlines()
emit("calls", "ns", {statement: round(nanoseconds(statement, names=names), 1) for statement in statements})
