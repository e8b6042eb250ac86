"""The top-level names that each file of the hoc library brings, and the numbers and texts among them."""

import numbers

from _case import h, show

known = set(dir(h))
for name in ("stdlib", "stdrun", "stdgui", "nrngui"):
    h.load_file(name + ".hoc")
    new = sorted(set(dir(h)) - known)
    known.update(new)
    show("names of " + name, new)
    values = {}
    for word in new:
        try:
            value = getattr(h, word)
        except TypeError:
            continue  # an iterator
        if isinstance(value, (numbers.Number, str)):
            values[word] = value
    show("values of " + name, sorted(values.items()))
for name in ("single", "pointgrp", "electrod", "subiter", "family", "shapebox", "inserter", "pointman"):
    show("load " + name, h.load_file(name + ".hoc"))
    new = sorted(set(dir(h)) - known)
    known.update(new)
    show("names of " + name, new)
show("load twice", h.load_file("stdrun.hoc"))
show("tempting name", h.load_file("nosuchfile.hoc"))
