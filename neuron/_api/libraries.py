"""Libraries of compiled mechanisms: neuron.load_mechanisms, and what ``import neuron`` loads by itself."""

import os
import shlex
import sys
import warnings

from neuron import h

LIBRARY = "libnrnmech.so"

nrn_dll_loaded = []  # the paths that load_mechanisms() was given and has loaded

_loaded = set()  # the libraries themselves, without links


def load_mechanisms(path, warn_if_already_loaded=True, build=False):
    """Loads the mechanisms that nrnivmodl compiled in a folder: True, or False when there are none.

    A library that is loaded already is not loaded again; a line tells so unless warn_if_already_loaded is False.
    With build=True the folder's .mod files are compiled first, as far as that is needed; RuntimeError with all
    diagnostics when one of them cannot be. ValueError when a library does not fit this version or machine, was made
    again after it was loaded, or has a name that exists.
    """
    if build:
        _build(path)
    library = _find(path)
    if library is None:
        print("NEURON mechanisms not found in %s." % path)
        return False
    again = library in _loaded
    _load(library)
    if again and warn_if_already_loaded:
        print("Mechanisms already loaded from path: %s" % path)
    if path not in nrn_dll_loaded:
        nrn_dll_loaded.append(path)
    return True


def load_at_start():
    """What import loads: the libraries of NRN_NMODL_PATH and NEURON_MODULE_OPTIONS, or that of the current folder.

    The last is loaded because it is there, so that nothing fails when it cannot be: a warning says why.
    """
    if os.environ.get("NRN_AUTOLOAD") == "0" or _compiles():
        return
    chosen = _chosen(os.environ.get("NEURON_MODULE_OPTIONS", ""))
    for library in chosen:
        _load(library)
    here = _find(os.curdir) if not chosen and os.path.isdir(_machine()) else None
    if here is not None:
        try:
            _load(here)
        except Exception as error:
            warnings.warn("%s; NEURON is used without it" % error, RuntimeWarning, 4)
    for path in os.environ.get("NRN_NMODL_PATH", "").split(os.pathsep):
        if path:
            load_mechanisms(path, warn_if_already_loaded=False)


def _chosen(options):
    """The files that follow -dll."""
    try:
        words = shlex.split(options)
    except ValueError as error:
        raise ValueError(
            "NEURON_MODULE_OPTIONS is %r, which cannot be divided into words: %s" % (options, error)
        )
    return [words[i + 1] for i, word in enumerate(words[:-1]) if word == "-dll"]


def _compiles():
    """Whether this process is nrnivmodl, which must not load what it is about to make."""
    words = getattr(sys, "orig_argv", []) + getattr(sys, "argv", [])[:1]
    return any(word == "neuron.tools.nrnivmodl" or os.path.basename(word) == "nrnivmodl" for word in words)


def _machine():
    return os.uname()[4]


def _find(path):
    """The library that belongs to a folder, or None."""
    for folder in (_machine(), os.path.join(_machine(), ".libs"), ""):
        library = os.path.join(path, folder, LIBRARY)
        if os.path.exists(library):
            return os.path.realpath(library)
    return None


def _load(library):
    if h.nrn_load_dll(library) == 0:
        raise OSError("there is no library of mechanisms %s: make it with nrnivmodl" % library)
    _loaded.add(os.path.realpath(library))


def _build(path):
    from neuron.tools import nrnivmodl

    said = None
    try:
        nrnivmodl.make(path)
    except nrnivmodl.Problem as problem:
        said = str(problem)
    if said is not None:  # outside of the handler: its traceback would say the same once more
        raise RuntimeError("the mechanisms of %s cannot be compiled:\n%s" % (path, said))
