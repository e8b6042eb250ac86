"""The commands ``nrniv`` and ``nrngui``: they become the program of the same name inside the package.

The Python that they were installed for is the one that ``nrniv -python`` uses, unless NRN_PYTHONEXE names another.
"""

import os
import sys


def program():
    """The path of the program nrniv: beside the package's libraries in a wheel, else below the prefix it is in."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders = [os.path.join(package, "bin"), os.path.join(package, os.pardir, os.pardir, os.pardir, "bin")]
    for folder in folders:
        path = os.path.normpath(os.path.join(folder, "nrniv"))
        if os.access(path, os.X_OK):
            return path
    sys.exit("nrniv: the program is in none of %s; install the package again" % ", ".join(folders))


def start(name, words):
    """Becomes the program, which then calls itself `name`."""
    os.environ.setdefault("NRN_PYTHONEXE", sys.executable)
    sys.stdout.flush()
    os.execv(program(), [name] + words)


def nrniv():
    start("nrniv", sys.argv[1:])


def nrngui():
    start("nrngui", sys.argv[1:])


if __name__ == "__main__":
    nrniv()
