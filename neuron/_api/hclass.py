"""Subclasses of hoc classes: NEURON's older ways, beside `class MyVector(h.Vector)`."""

from weakref import WeakSet

from neuron import hoc


class _Named(type):
    """Makes `class N(HocBaseObject, hoc_type=h.A)` the class that `class N(h.A)` is."""

    def __new__(meta, name, bases, namespace, hoc_type=None):
        if not any(isinstance(base, _Named) for base in bases):
            return type.__new__(meta, name, bases, namespace)
        if not isinstance(hoc_type, hoc.HocClass):
            raise TypeError(
                "class %s(HocBaseObject) needs hoc_type=, a class of hoc such as h.Vector, not %r"
                % (name, hoc_type)
            )
        made = type(hoc_type)(
            name, tuple(hoc_type if isinstance(base, _Named) else base for base in bases), namespace
        )
        _made.add(made)
        return made

    def __init__(cls, name, bases, namespace, hoc_type=None):
        type.__init__(cls, name, bases, namespace)

    def __subclasscheck__(cls, other):
        return other is cls or any(base in _made for base in getattr(other, "__mro__", ()))

    def __instancecheck__(cls, instance):
        return issubclass(type(instance), cls)


_made = WeakSet()  # the classes that were made of HocBaseObject

HocBaseObject = _Named(
    "HocBaseObject",
    (object,),
    {
        "__doc__": "Base for `class N(neuron.HocBaseObject, hoc_type=h.Vector)`: the same as `class N(h.Vector)`.",
        "__module__": "neuron",
    },
)


def new_hoc_class(name, doc=None):
    """A class to inherit from for the hoc class of that name, with a documentation of its own."""
    base = hclass(getattr(hoc._top_level, name))
    return type(base)(
        name, (base,), {"__doc__": base.__doc__ if doc is None else doc, "__module__": "neuron"}
    )


def new_point_process(name, doc=None):
    """new_hoc_class(name, doc), for the name of a point process."""
    return new_hoc_class(name, doc)


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
