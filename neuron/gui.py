"""`from neuron import gui`: the library that graphical programs load, nrngui.hoc.

There is no screen: graphs and panels keep what they would show. `neuron.panels()` gives the panels,
`Graph.plot(matplotlib.pyplot)` and `Graph.savefig(file)` draw a graph.
"""

from neuron import h

missing = None  # why the library could not be loaded
try:
    h.load_file("nrngui.hoc")
except NotImplementedError as error:
    missing = str(error)
