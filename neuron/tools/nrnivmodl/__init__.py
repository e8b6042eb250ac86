"""nrnivmodl: compiles .mod files into a library of mechanisms, without shell, make or libpython.

| module | what it does |
|---|---|
| `arguments` | the command line |
| `sources` | which files, what they include, which names they define |
| `toolchain` | nmodl, the compiler, their flags |
| `build` | what is out of date is made again, in parallel; the library |
| `catalogue` | what the library tells of itself |
| `manifest`, `cache`, `lock` | what is known of a folder; objects of all folders; one build at a time |
| `special` | the program special |
| `units` | the check of units, in place of a library |
| `report` | what blocks have become and whether they are vectorised, in place of a library |
| `process` | programs that are run |
"""

import os
import sys

from . import arguments, cache, sources, units
from .build import LIBRARY, Build
from .problem import Problem
from .report import report as report_blocks
from .toolchain import Toolchain, installed

__all__ = ["LIBRARY", "Problem", "main", "make"]


def make(folder, words=(), report=print):
    """Does in a folder what nrnivmodl does with these words in the current one; the library's path, or None when the
    words ask for help, a check of units or a report. Raises Problem."""
    asked = arguments.parse(words)
    if asked.help:
        report(arguments.HELP.format(machine=os.uname().machine))
        return None
    if asked.coreneuron:
        report("-coreneuron: there is one kind of library, which is made; nothing else is needed")
    folder = os.path.abspath(folder)
    if not os.path.isdir(folder):
        raise Problem(f"there is no folder {folder}")
    files = sources.collect(asked.items, folder)
    if asked.check_units:
        units.check(asked, files, folder, report)
        return None
    if asked.report:
        report_blocks(asked, files, folder, report)
        return None
    sources.check_shipped(files, shipped())
    store = cache.Cache(cache.folder())
    return Build(folder, Toolchain(asked), store, words, installed("bin", "nrniv"), report).run(files)


def shipped():
    """The names of the mechanisms that the simulator has itself."""
    from neuron import h, hoc

    loaded = set(hoc._mod_files().split("\n"))
    names = set()
    name = h.ref("")
    for kind in (0, 1):
        mechanisms = h.MechanismType(kind)
        for i in range(int(mechanisms.count())):
            mechanisms.select(i)
            mechanisms.selected(name)
            if mechanisms.file() not in loaded:
                names.add(name[0])
    return names


def main(words=None):
    """The command nrnivmodl; ends the process."""
    words = sys.argv[1:] if words is None else words
    try:
        library = make(os.getcwd(), words)
    except Problem as problem:
        sys.stdout.flush()
        sys.exit(f"nrnivmodl: {problem}")
    except KeyboardInterrupt:
        sys.exit("nrnivmodl: interrupted; the last library is as it was")
    if library is not None:
        print(f"Successfully created {os.path.basename(os.path.dirname(library))}/special")
