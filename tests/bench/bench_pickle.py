# ruff: noqa: I001 (what sets the number of threads comes before NumPy)
"""Pickles of 10^6 doubles against NumPy's: microseconds of both. Out of band where the Python has protocol 5."""

from _timing import seconds, show  # first: it sets the number of threads

import pickle

import numpy as np

from neuron import h

a = np.random.default_rng(1).standard_normal(1000000)
v = h.Vector(a)


def dumps_apart(thing):
    buffers = []
    return pickle.dumps(thing, 5, buffer_callback=buffers.append), buffers


rows = {}
for protocol in (2, 4, 5):
    ours, theirs = pickle.dumps(v, protocol), pickle.dumps(a, protocol)
    rows["dumps, protocol %d" % protocol] = (
        1e6 * seconds(lambda p=protocol: pickle.dumps(v, p)),
        1e6 * seconds(lambda p=protocol: pickle.dumps(a, p)),
    )
    rows["loads, protocol %d" % protocol] = (
        1e6 * seconds(lambda s=ours: pickle.loads(s)),
        1e6 * seconds(lambda s=theirs: pickle.loads(s)),
    )
(stream, buffers), (np_stream, np_buffers) = dumps_apart(v), dumps_apart(a)
rows["dumps, out of band"] = (1e6 * seconds(lambda: dumps_apart(v)), 1e6 * seconds(lambda: dumps_apart(a)))
rows["loads, out of band"] = (
    1e6 * seconds(lambda: pickle.loads(stream, buffers=buffers)),
    1e6 * seconds(lambda: pickle.loads(np_stream, buffers=np_buffers)),
)
show("us", rows)
