"""Nanoseconds of one call between Python and the core."""

from _timing import seconds, show

from neuron import h

NAMES = {"h": h, "v": h.Vector(1000), "r": h.ref(1.0), "T": h.Vector}
STATEMENTS = [
    "h.Vector()",
    "h.Vector(10)",
    "v.size()",
    "len(v)",
    "v.x[5]",
    "v.x[5] = 2.0",
    "v[5]",
    "v[5] = 2.0",
    "v.get(5)",
    "v.set(5, 2.0)",
    "v._ref_x[5]",
    "h.t",
    "h.t = 0",
    "h.sin(1.0)",
    "h.Vector",
    "h.ref(1.0)",
    "r[0]",
    "r[0] = 2.0",
    "v.as_numpy()",
    "v == v",
    "hash(v)",
    "isinstance(v, T)",
    "v.hname()",
    "hasattr(h, 'nope_nope')",
    "for _ in v: pass",
]
empty = seconds("pass")
show("ns", {text: 1e9 * max(0.0, seconds(text, names=NAMES) - empty) for text in STATEMENTS})
