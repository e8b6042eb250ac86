"""What ``nrniv -python`` becomes: runs the files and commands of nrniv's command line in this Python.

``main`` gets what nrniv found on its command line: pairs of a kind and a text, then the word ``argv`` and the
command line itself, which programs see as ``sys.argv``. Files and commands run in ``__main__``.
"""

import os
import sys


def _python_file(path):
    with open(path, "rb") as file:
        source = file.read()
    names = sys.modules["__main__"].__dict__
    before = names.get("__file__")
    names["__file__"] = path
    try:
        exec(compile(source, path, "exec"), names)
    finally:
        names["__file__"] = before


def _text(source, name):
    exec(compile(source, name, "exec"), sys.modules["__main__"].__dict__)


def _hoc_file(path):
    from neuron import h

    if not os.access(path, os.R_OK):
        sys.stdout.flush()
        sys.stderr.write("nrniv: can't open %s\n" % path)
        return False
    h.xopen(path)
    return True


def _run(kind, text):
    """Runs one item; False when its file is missing."""
    if kind == "dll":
        from neuron import h

        if h.nrn_load_dll(text) == 0:
            raise OSError("there is no library of mechanisms %s: make it with nrnivmodl" % text)
    elif kind == "hoc":
        return _hoc_file(text)
    if kind == "library":
        from neuron import h

        h.load_file(text)
    elif kind == "python":
        if not os.access(text, os.R_OK):
            sys.stderr.write("nrniv: can't open %s\n" % text)
            return False
        _python_file(text)
    elif kind == "command":
        _text(text + "\n", "<string>")
    else:
        _text(sys.stdin.read(), "<stdin>")
    return True


def _name_mod_files(names):
    if names:
        sys.stderr.write(
            "Additional mechanisms from files\n %s\n" % " ".join('"%s"' % name for name in names)
        )


def _report():
    """An error as Python shows one, without the lines of this file; one of hoc, which has none else, by its text."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    sys.stdout.flush()
    if trace is None and not isinstance(error, SyntaxError):
        sys.stderr.write("nrniv: %s\n" % error)
    else:
        sys.excepthook(kind, error.with_traceback(trace), trace)


def main(words):
    """Runs the items in order. An error ends the run, and with it, unless a prompt follows, this Python."""
    import neuron

    end = words.index("argv")
    names = sys.modules["__main__"].__dict__
    names.setdefault("__file__", None)
    names["h"] = neuron.h
    names.pop("sys", None)
    sys.argv = words[end + 1 :]
    missing = False
    items = [(words[at], words[at + 1]) for at in range(0, end, 2)]
    libraries = [item for item in items if item[0] == "dll"]
    if libraries:
        os.environ.pop("NRN_AUTOLOAD", None)  # was meant for this process
    try:
        for kind, text in libraries:
            _run(kind, text)
        if "-nobanner" not in sys.argv:
            _name_mod_files(neuron.hoc._mod_files().splitlines())
        for kind, text in items[len(libraries) :]:
            missing = not _run(kind, text) or missing
    except Exception:
        _report()
        sys.exit(1)
    if missing and not sys.flags.interactive:
        sys.exit(1)
