"""neuron.DensityMechanism, a density mechanism or ion as an object as h.hh gives it."""

from neuron import hoc, nrn

_uses = {"e%s": 1, "%si": 2, "%so": 4, "i%s": 8}


class DensityMechanism(object):
    """A density mechanism or ion, known by its name."""

    def __init__(self, name):
        self._facts = hoc._density(name)
        self.__name = name
        self.__doc__ = self._facts["title"]

    @property
    def name(self):
        """The name of the mechanism: "hh"."""
        return self.__name

    def insert(self, secs):
        """Inserts it in a section, or in each of an iterable of sections."""
        for sec in _sections(secs):
            sec.insert(self.__name)

    def uninsert(self, secs):
        """Takes it out of a section, or of each of an iterable of sections."""
        for sec in _sections(secs):
            sec.uninsert(self.__name)

    @property
    def title(self):
        """The TITLE of its file."""
        return self._facts["title"]

    @property
    def file(self):
        """The name of the file that it was compiled from."""
        return self._facts["file"]

    @property
    def ions(self):
        """What it reads and writes of each ion: {"na": {"read": ["ena"], "write": ["ina"], "charge": None}}."""
        return dict(
            (
                ion,
                {
                    "read": _names(ion, reads),
                    "write": _names(ion, writes),
                    "charge": None,
                },
            )
            for ion, reads, writes in self._facts["ions"]
        )

    def __eq__(self, other):
        return isinstance(other, DensityMechanism) and self.__name == other.__name

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(("DensityMechanism", self.__name))

    def __repr__(self):
        return "neuron.DensityMechanism(%r)" % self.__name

    __str__ = __repr__

    def __dir__(self):
        return ["__repr__", "__str__", "file", "insert", "ions", "name", "title", "uninsert"]


DensityMechanism.__module__ = "neuron"


def density_mechanism(name):
    """What h.hh is."""
    return DensityMechanism(name)


def _sections(secs):
    return [secs] if isinstance(secs, nrn.Section) else secs


def _names(ion, uses):
    return [pattern % ion for pattern, bit in sorted(_uses.items(), key=lambda row: row[1]) if uses & bit]
