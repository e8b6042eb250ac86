"""neuron.n: the top level of NEURON under the names of its newer Python interface."""

from neuron import h


class _NEURON_INTERFACE(object):
    """Everything that h has, without the hoc language: n.Vector, n.PI, n.sin."""

    def __getattr__(self, name):
        try:
            return getattr(h, name)
        except AttributeError:
            raise AttributeError("'_NEURON_INTERFACE' object has no attribute %r" % name)

    def __setattr__(self, name, value):
        setattr(h, name, value)

    def __dir__(self):
        return dir(h)

    def __repr__(self):
        return "<TopLevelNEURONInterface>"

    __str__ = __repr__


n = _NEURON_INTERFACE()
