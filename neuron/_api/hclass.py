"""Subclasses of hoc classes: NEURON's older ways, beside `class MyVector(h.Vector)`."""

from neuron import hoc


class HocBaseObject(hoc.HocObject):
    """Base for `class N(neuron.HocBaseObject, hoc_type=h.Vector)`: the same as `class N(h.Vector)`."""

    def __init_subclass__(cls, hoc_type=None, **kwargs):
        raise TypeError(
            "HocBaseObject is not subclassed in this version: inherit from the class itself, as class %s(h.Vector)"
            % cls.__name__
        )


def hclass(hoc_type):
    """A class to inherit from for `hoc_type` (h.Vector, ...): `hoc_type` itself.

    TypeError when it is not a class of hoc.
    """
    if not isinstance(hoc_type, hoc.HocClass):
        raise TypeError("hclass() needs a class of hoc such as h.Vector, not %r" % (hoc_type,))
    return hoc_type


def nonlocal_hclass(hoc_type, module_name=None, name=None):
    """hclass(hoc_type); the other arguments are accepted for old scripts."""
    return hclass(hoc_type)


hclass3 = nonlocal_hclass
