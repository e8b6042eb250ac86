"""Pickling 10^6 elements, out of band (protocol 5) and in band, as multiples of NumPy's time."""

import pickle

import numpy as np
from _timing import emit, nanoseconds

from neuron import h

a = np.random.default_rng(1).standard_normal(1000000)
v = h.Vector(a)


def out_of_band(x):
    buffers = []
    return pickle.dumps(x, 5, buffer_callback=buffers.append), buffers


figures = {}
for protocol in (2, 4, 5):
    for name, statement in (("dumps", "pickle.dumps(x, p)"), ("loads", "pickle.loads(d)")):
        times = [
            nanoseconds(
                statement, names={"pickle": pickle, "p": protocol, "x": x, "d": pickle.dumps(x, protocol)}
            )
            for x in (v, a)
        ]
        figures["%s, protocol %d" % (name, protocol)] = times[0] / times[1]
names = [{"pickle": pickle, "out_of_band": out_of_band, "x": x, "made": out_of_band(x)} for x in (v, a)]
for name, statement in (
    ("dumps, out of band", "out_of_band(x)"),
    ("loads, out of band", "pickle.loads(made[0], buffers=made[1])"),
):
    times = [nanoseconds(statement, names=table) for table in names]
    figures[name] = times[0] / times[1]
emit("pickle", "times NumPy's time", {name: round(value, 3) for name, value in figures.items()})
