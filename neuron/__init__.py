"""NEURON: simulations of neurons and networks of neurons.

``from neuron import h`` gives the top level of NEURON: its variables (``h.t``), functions (``h.sin``) and
classes (``h.Vector``). ``neuron.diagnose()`` prints what was found on this machine.

Importing loads one small extension module; NumPy, MPI and everything else wait until they are asked for.
"""

import os as _os
import sys as _sys

_problem = None
try:
    if "t" in getattr(_sys, "abiflags", ""):
        raise ImportError(
            "NEURON needs a Python with the global interpreter lock, this is the free-threaded build of "
            + _sys.version.split()[0]
            + "; use the usual build of the same version"
        )
    import neuron.hoc as hoc
except ImportError as _error:
    _problem = _error
    if getattr(_error, "name", None) == "neuron.hoc" and getattr(_error, "path", None) is None:
        _problem = ImportError(
            "there is no extension module neuron.hoc for this Python in "
            + __path__[0]
            + "; if that is the source code, start Python in another folder, or with the option -I"
        )

if _problem is None:
    h = hoc._top_level
    nrn = _sys.modules["neuron.nrn"] = _sys.modules.setdefault("nrn", hoc._nrn)
    HocError = hoc.HocError
    HocAttributeError = hoc.HocAttributeError
    HocIndexError = hoc.HocIndexError
    HocLookupError = hoc.HocLookupError
    HocOSError = hoc.HocOSError
    HocTypeError = hoc.HocTypeError
    HocValueError = hoc.HocValueError
    ParallelError = hoc.ParallelError
    _pkl = hoc._pkl
    _pkl_subclass = hoc._pkl_subclass
    __version__ = version = hoc._version
    _kinds = ("prefix", "exec_prefix", "base_prefix", "base_exec_prefix")  # some came after Python 3.2
    _prefixes = [getattr(_sys, kind, _sys.prefix) for kind in _kinds]
    # where pip install --user puts libraries
    _prefixes.insert(1, getattr(_sys.modules.get("site"), "USER_BASE", None) or _sys.prefix)
    hoc._mpi_search_dirs([prefix + "/lib" for prefix in dict.fromkeys(_prefixes)])
elif getattr(_sys, "argv", [])[:1] != ["-m"]:
    raise _problem
# else `python -m neuron.diagnose` is being looked up, which reports the problem; others get it from _Module

# Names that live in neuron/_api and are imported when first asked for.
_LATER = {
    "HocBaseObject": "hclass",
    "hclass": "hclass",
    "hclass3": "hclass",
    "new_hoc_class": "hclass",
    "new_point_process": "hclass",
    "nonlocal_hclass": "hclass",
    "n": "interface",
    "diagnose": "diagnosis",
    "DensityMechanism": "mechanisms",
    "progress": "progress",
    "load_mechanisms": "libraries",
    "nrn_dll_loaded": "libraries",
    "psection": "psection",
    "topology": "notebook",
    "panels": "panels",
    "nrn_dll": "arrays",
    "nrn_dll_sym": "arrays",
    "numpy_element_ref": "arrays",
    "numpy_from_pointer": "arrays",
    "vec2numpy": "arrays",
    "vec_to_numpy_callback": "arrays",
    "vec_to_numpy_prototype": "arrays",
    "set_vec_as_numpy": "arrays",
    "numpy": "arrays",
}


class _Module(type(_sys)):
    """The package's module: imports the names of _LATER on first use."""

    def __getattr__(self, name):
        part = _LATER.get(name)
        if part is None:
            if _problem is not None:
                raise _problem
            raise AttributeError("module 'neuron' has no attribute %r" % name)
        __import__("neuron._api." + part)
        value = getattr(_sys.modules["neuron._api." + part], name)
        setattr(self, name, value)
        return value

    def __dir__(self):
        return sorted(set(self.__dict__) | set(_LATER))


_sys.modules[__name__].__class__ = _Module

if _problem is None:
    _here = _os.path.join(_os.uname()[4], "libnrnmech.so")
    if _os.path.exists(_here) or "NRN_NMODL_PATH" in _os.environ or "NEURON_MODULE_OPTIONS" in _os.environ:
        from neuron._api import libraries as _libraries

        _libraries.load_at_start()
